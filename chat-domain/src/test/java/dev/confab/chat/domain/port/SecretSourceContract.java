package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link SecretSource}, except for unguessability, which no test can show. */
public abstract class SecretSourceContract {

    /** Returns a new source of secrets, as another node would have it. */
    protected abstract SecretSource secrets();

    @Test
    void secretsAreLongAndSafeInAHeaderAndAUrl() {
        assertThat(draw(secrets())).allMatch(secret -> secret.value().matches("[A-Za-z0-9_-]{22,64}"));
    }

    @Test
    void secretsAreUniqueAcrossThreads() {
        var source = secrets();
        var drawn = Together.run(16, number -> draw(source));
        assertThat(drawn.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    @Test
    void secretsAreUniqueAcrossNodes() {
        var sources = List.of(secrets(), secrets(), secrets(), secrets());
        var drawn = Together.run(4, number -> draw(sources.get(number)));
        assertThat(drawn.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    private static List<Secret> draw(SecretSource secrets) {
        return Stream.generate(secrets::next).limit(1_000).toList();
    }
}
