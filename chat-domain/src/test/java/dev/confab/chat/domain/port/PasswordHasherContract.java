package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@link PasswordHasher}. */
public abstract class PasswordHasherContract {

    /** Returns the hasher under test, which may use weaker parameters than in production. */
    protected abstract PasswordHasher hasher();

    /** Returns a hasher of the same kind with weaker parameters. */
    protected abstract PasswordHasher weaker();

    @Test
    void passwordMatchesItsHash() {
        var hash = hasher().hash(new Password("correct horse"));
        assertThat(hasher().matches(new Password("correct horse"), hash)).isTrue();
    }

    @Test
    void otherPasswordDoesNotMatch() {
        var hash = hasher().hash(new Password("correct horse"));
        for (var wrong : new String[] {"Correct horse", "correct horse ", "correct hors", "battery staple", ""}) {
            assertThat(hasher().matches(new Password(wrong), hash)).as(wrong).isFalse();
        }
    }

    @Test
    void hashesOfOnePasswordDiffer() {
        var password = new Password("correct horse");
        assertThat(hasher().hash(password)).isNotEqualTo(hasher().hash(password));
    }

    @Test
    void hashDoesNotContainThePassword() {
        assertThat(hasher().hash(new Password("correct-horse")).value()).doesNotContain("correct-horse");
    }

    @Test
    void lastCharacterOfALongPasswordCounts() {
        for (var filler : new String[] {"x", "𝒳"}) {
            var start = filler.repeat(Password.MAX_LENGTH - 1);
            var hash = hasher().hash(new Password(start + "1"));
            assertThat(hasher().matches(new Password(start + "1"), hash)).isTrue();
            assertThat(hasher().matches(new Password(start + "2"), hash)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.confab.chat.domain.port.Strange#texts")
    void everyCharacterCounts(String text) {
        var hash = hasher().hash(new Password(text + "é"));
        assertThat(hasher().matches(new Password(text + "é"), hash)).isTrue();
        assertThat(hasher().matches(new Password(text + "è"), hash)).isFalse();
    }

    @Test
    void weakerHashMatchesAndIsOutdated() {
        var password = new Password("correct horse");
        var old = weaker().hash(password);
        assertThat(hasher().matches(password, old)).isTrue();
        assertThat(hasher().isOutdated(old)).isTrue();
        assertThat(hasher().isOutdated(hasher().hash(password))).isFalse();
    }

    @Test
    void strongerHashIsNotOutdated() {
        assertThat(weaker().isOutdated(hasher().hash(new Password("correct horse"))))
                .isFalse();
    }

    @Test
    void worksOnManyThreads() {
        var matches = Together.run(8, number -> {
            var password = new Password("password number " + number);
            return hasher().matches(password, hasher().hash(password));
        });
        assertThat(matches).containsOnly(true);
    }
}
