package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link IdSource}. */
public abstract class IdSourceContract {

    /** Returns a new source of ids, as another node would have it. */
    protected abstract IdSource ids();

    @Test
    void idsAreOfVersion7() {
        assertThat(draw(ids(), 1_000)).allMatch(id -> id.version() == 7 && id.variant() == 2);
    }

    @Test
    void laterIdsSortAfterEarlierOnes() {
        var drawn = draw(ids(), 10_000);
        assertThat(drawn).extracting(UUID::toString).isSorted();
        assertThat(drawn).isSorted();
    }

    @Test
    void idsAreUniqueAcrossThreads() {
        var source = ids();
        var drawn = Together.run(16, number -> draw(source, 1_000));
        assertThat(drawn.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    @Test
    void idsAreUniqueAcrossNodes() {
        var sources = List.of(ids(), ids(), ids(), ids());
        var drawn = Together.run(4, number -> draw(sources.get(number), 1_000));
        assertThat(drawn.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    private static List<UUID> draw(IdSource ids, int count) {
        return Stream.generate(ids::next).limit(count).toList();
    }
}
