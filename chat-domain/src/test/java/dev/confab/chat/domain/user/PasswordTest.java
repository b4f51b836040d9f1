package dev.confab.chat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordTest {

    private static final Username ANN = new Username("Annabelle");

    @Test
    void isNeverPrinted() {
        assertThat(new Password("correct horse").toString()).doesNotContain("correct");
        assertThat(new PasswordHash("$secret$").toString()).doesNotContain("secret");
        assertThat(new Credential(user(), new PasswordHash("$secret$")).toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"correct horse", "12345678", "👩👩👩👩👩👩👩👩", "annabell", "annabelle-likes-tea", "'        '"})
    void agreesToAPasswordThatIsLongAndUnlikeTheName(String text) {
        var password = new Password(text);
        assertThat(password.chosenBy(ANN)).isSameAs(password);
    }

    @ParameterizedTest
    @CsvSource({"''", "1234567", "👩👩👩👩👩👩👩", "annabelle", "ANNABELLE", "annabelle1", "xxAnnaBelleyy"})
    void refusesAPasswordThatIsShortOrLikeTheName(String text) {
        assertThatThrownBy(() -> new Password(text).chosenBy(ANN))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("password"));
    }

    @Test
    void aShortNameDoesNotForbidLongPasswordsThatContainIt() {
        assertThat(new Password("abcdefgh").chosenBy(new Username("abc")).value())
                .isEqualTo("abcdefgh");
    }

    @Test
    void aPasswordToLogInWithMayBeShortButNotEndless() {
        assertThat(new Password("x").value()).isEqualTo("x");
        assertThat(new Password("𝒳".repeat(1_000)).value()).hasSize(2_000);
        assertThatThrownBy(() -> new Password("x".repeat(1_001))).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> new Password("12345678\u0000")).isInstanceOf(Refusal.Invalid.class);
    }

    private static User user() {
        var id = new UserId(new UUID(1, 2));
        return User.signedUp(id, ANN, null, null, Instant.EPOCH);
    }

    @Test
    void aPasswordIsComparedWithTheFoldedName() {
        assertThatThrownBy(() -> new Password("Straße12").chosenBy(new Username("STRASSE")))
                .isInstanceOf(Refusal.Invalid.class);
    }
}
