package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link PasswordHasher} does. */
public abstract class PasswordHasherContract {

    /** The hasher under test; one that works less hard than in production will do. */
    protected abstract PasswordHasher hasher();

    /** One of the same sort that makes it easier to guess. */
    protected abstract PasswordHasher weaker();

    @Test
    void aPasswordMatchesItsHash() {
        var hash = hasher().hash(new Password("correct horse"));
        assertThat(hasher().matches(new Password("correct horse"), hash)).isTrue();
    }

    @Test
    void anotherPasswordDoesNot() {
        var hash = hasher().hash(new Password("correct horse"));
        for (var wrong : new String[] {"Correct horse", "correct horse ", "correct hors", "battery staple", ""}) {
            assertThat(hasher().matches(new Password(wrong), hash)).as(wrong).isFalse();
        }
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        var password = new Password("correct horse");
        assertThat(hasher().hash(password)).isNotEqualTo(hasher().hash(password));
    }

    @Test
    void aHashDoesNotShowThePassword() {
        assertThat(hasher().hash(new Password("correct-horse")).value()).doesNotContain("correct-horse");
    }

    @Test
    void theLastCharacterOfALongPasswordCounts() {
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
    void aHashOfLessEffortStillMatchesAndIsOutdated() {
        var password = new Password("correct horse");
        var old = weaker().hash(password);
        assertThat(hasher().matches(password, old)).isTrue();
        assertThat(hasher().isOutdated(old)).isTrue();
        assertThat(hasher().isOutdated(hasher().hash(password))).isFalse();
    }

    @Test
    void aHashOfMoreEffortIsNotOutdated() {
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
