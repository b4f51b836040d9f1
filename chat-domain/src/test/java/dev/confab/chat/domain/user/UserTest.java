package dev.confab.chat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTest {

    @Test
    void newUserIsActiveAndNotStaff() {
        var user = signedUp("Ann Other");
        assertThat(user.active()).isTrue();
        assertThat(user.staff()).isFalse();
        assertThat(user.displayName()).isEqualTo("Ann Other");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void userNameServesAsMissingDisplayName(String displayName) {
        assertThat(signedUp(displayName).displayName()).isEqualTo("ann");
    }

    @Test
    void longestUserNameFitsAsDisplayName() {
        var name = new Username("𝒳".repeat(Username.MAX_LENGTH));
        var user = User.create(new UserId(UUID.randomUUID()), name, null, null, Instant.EPOCH);
        assertThat(user.displayName()).isEqualTo(name.value());
    }

    @Test
    void displayNameHasBounds() {
        assertThat(signedUp("x".repeat(150)).displayName()).hasSize(150);
        for (var wrong :
                new String[] {"x".repeat(151), "x\u0000", "  ", "\u200b", "\u3164\u2800", "a\r\nb", "a\u202eb"}) {
            assertThatThrownBy(() -> signedUp(wrong))
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("display_name"));
        }
    }

    @Test
    void newProfileReplacesOnlyTheOldOne() {
        var ann = signedUp("Ann").asStaff();
        var email = new Email("ann@example.org");
        var described = ann.withProfile(new UserProfile("Dr Ann", email));
        assertThat(described.profile()).isEqualTo(new UserProfile("Dr Ann", email));
        assertThat(described.withProfile(ann.profile())).isEqualTo(ann);
    }

    @Test
    void oldDisplayNameStaysValidUntilChanged() {
        var name = new Username("ann");
        var ann = new User(new UserId(UUID.randomUUID()), name, "Ann\u202e", null, true, false, Instant.EPOCH);
        var email = new Email("ann@example.org");
        assertThat(ann.withProfile(new UserProfile("Ann\u202e", email)).displayName())
                .isEqualTo("Ann\u202e");
        assertThatThrownBy(() -> ann.withProfile(new UserProfile("Anna\u202e", email)))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void removedDisplayNameIsReplacedByTheUserName() {
        assertThat(signedUp("Ann").withProfile(new UserProfile(null, null)).displayName())
                .isEqualTo("ann");
    }

    @Test
    void deactivationChangesOnlyActive() {
        var ann = signedUp("Ann");
        var expected = new User(ann.id(), ann.username(), "Ann", null, false, false, ann.created());
        assertThat(ann.deactivate()).isEqualTo(expected);
    }

    private static User signedUp(String displayName) {
        return User.create(new UserId(UUID.randomUUID()), new Username("ann"), displayName, null, Instant.EPOCH);
    }
}
