package dev.confab.chat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordTest {

    private static final User ANN = user("Annabelle");
    private static final UserProfile NOTHING = new UserProfile(null, null);

    @Test
    void passwordIsReadNormalizedAndAsTyped() {
        var composed = new Password("P\u00e4sswort f\u00fcr mich");
        var decomposed = new Password("Pa\u0308sswort fu\u0308r mich");
        assertThat(composed.readings()).containsExactly(composed);
        assertThat(decomposed.readings()).containsExactly(composed, decomposed);
        assertThat(decomposed.choose(ANN.username(), NOTHING, "password")).isEqualTo(composed);
    }

    @Test
    void normalizedFormIsChecked() {
        assertThat(refusalOf("a\u0301e\u0301i\u0301o\u0301", ANN)).hasMessage("Must be at least 8 characters.");
    }

    @Test
    void passwordStaysUnchangedIfItsNormalizedFormIsTooLong() {
        var long1 = new Password("\ufdfa".repeat(Password.MAX_LENGTH));
        assertThat(long1.readings()).containsExactly(long1);
    }

    @Test
    void passwordIsNotPrinted() {
        assertThat(new Password("correct horse").toString()).doesNotContain("correct");
        assertThat(new PasswordHash("$secret$").toString()).doesNotContain("secret");
        assertThat(new Credential(ANN, new PasswordHash("$secret$")).toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "correct horse",
        "12345678x!",
        "👩👩👩👩👩👩👩👩",
        "anna-belle",
        "annabelle-likes-tea",
        "my ellebanna likes tea",
        "'        '"
    })
    void longPasswordUnlikeTheNameIsAccepted(String text) {
        var password = new Password(text);
        assertThat(password.choose(ANN.username(), ANN.profile(), "password")).isSameAs(password);
    }

    @ParameterizedTest
    @CsvSource({"''", "1234567", "👩👩👩👩👩👩👩"})
    void shortPasswordIsRefused(String text) {
        assertThat(refusalOf(text, ANN)).hasMessage("Must be at least 8 characters.");
    }

    @ParameterizedTest
    @CsvSource({
        "annabelle",
        "ANNABELLE",
        "annabelle1",
        "xxAnnaBelleyy",
        "annabell",
        "NNABELLE",
        "ellebannA",
        "1ellebannA!"
    })
    void passwordLikeTheUserNameIsRefused(String text) {
        assertThat(refusalOf(text, ANN)).hasMessage("Must not be similar to your name or e-mail address.");
    }

    @ParameterizedTest
    @CsvSource({"anna smith-jones", "Smith-Jones", "senoJ-htimS", "anna-at-work", "anna-at-work99", "ANNA-AT-"})
    void passwordLikeTheDisplayNameOrMailboxIsRefused(String text) {
        var profile = new UserProfile("Anna Smith-Jones", new Email("anna-at-work@example.org"));
        var user = user("ann").withProfile(profile);
        assertThat(refusalOf(text, user)).hasMessage("Must not be similar to your name or e-mail address.");
    }

    @Test
    void domainOfTheEmailAddressIsAllowed() {
        var user = user("ann").withProfile(new UserProfile(null, new Email("ann@tea-and-cake.example")));
        assertThat(new Password("tea-and-cake").choose(user.username(), user.profile(), "password"))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"password", "PassWord1", "1234567890", "iloveyou", "qwertyuiop", "Trustno1"})
    void commonPasswordIsRefusedInAnyCase(String text) {
        assertThat(refusalOf(text, ANN)).hasMessage("Must not be a commonly used password.");
    }

    @Test
    void listOfCommonPasswordsHasOnlyLongEnoughOnes() {
        assertThat(CommonPasswords.all())
                .hasSizeGreaterThan(10_000)
                .allMatch(common -> common.length() >= Password.MIN_LENGTH)
                .allMatch(common -> common.equals(Text.caseFold(common)));
    }

    @Test
    void refusalNamesTheGivenField() {
        var weak = new Password("short");
        assertThatThrownBy(() -> weak.choose(ANN.username(), ANN.profile(), "new_password"))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("new_password"));
        assertThatThrownBy(() -> Password.parse("old_password", "x".repeat(1_001)))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("old_password"));
    }

    private static Refusal refusalOf(String text, User user) {
        return catchThrowableOfType(
                Refusal.Invalid.class, () -> new Password(text).choose(user.username(), user.profile(), "password"));
    }

    @Test
    void passwordContainingAShortNameIsAccepted() {
        assertThat(new Password("abc-efgh").choose(new Username("abc"), NOTHING, "password"))
                .isNotNull();
        assertThatThrownBy(() -> new Password("abcd-efg").choose(new Username("abcd"), NOTHING, "password"))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void typedPasswordCanBeShortButNotTooLong() {
        assertThat(new Password("x").value()).isEqualTo("x");
        assertThat(new Password("𝒳".repeat(1_000)).value()).hasSize(2_000);
        assertThatThrownBy(() -> new Password("x".repeat(1_001))).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> new Password("12345678\u0000")).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void passwordIsComparedWithTheFoldedName() {
        assertThat(refusalOf("Straße12", user("STRASSE"))).isNotNull();
    }

    private static User user(String name) {
        return User.create(new UserId(new UUID(1, 2)), new Username(name), null, null, Instant.EPOCH);
    }
}
