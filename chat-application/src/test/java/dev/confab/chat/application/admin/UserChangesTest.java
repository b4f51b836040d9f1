package dev.confab.chat.application.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.account.TokenPair;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UserChangesTest extends AdministrationFixture {

    @Test
    void createUserAppliesRulesOfSignUp() {
        var signUp = new SignUp(new Username("carl"), TestChat.PASSWORD, null, null);
        assertThat(administration.createUser(signUp, true).user().staff()).isTrue();
        assertInvalid("username", () -> administration.createUser(signUp, false));
        var weak = new SignUp(new Username("dora"), new Password("short"), null, null);
        assertInvalid("password", () -> administration.createUser(weak, false));
    }

    @Test
    void deactivationByStaffWorksLikeOwnDeactivation() {
        var bob = t.user("bob");
        var room = t.room(ann, false, bob);
        var tokens = logIn("ann", TestChat.PASSWORD);

        assertThat(change(ann, active(false)).user().active()).isFalse();

        assertThatThrownBy(() -> t.chat.authentication().authenticate(tokens.access()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> logIn("ann", TestChat.PASSWORD)).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(t.membership(ann, room).isActive()).isFalse();
        assertThat(t.membership(bob, room).role()).isEqualTo(Role.OWNER);
        assertThat(t.userEvents.published()).containsExactly(new UserEvent.Deactivated(ann.id()));
        change(ann, active(false));
        assertThat(t.userEvents.published()).hasSize(1);
    }

    @Test
    void reactivatedUserCanLogInButIsInNoGroup() {
        var room = t.room(ann, false, t.user("bob"));
        var old = logIn("ann", TestChat.PASSWORD);
        change(ann, active(false));

        assertThat(change(ann, active(true)).user()).isEqualTo(ann);

        assertThat(logIn("ann", TestChat.PASSWORD).access()).isNotEmpty();
        assertThatThrownBy(() -> t.chat.authentication().authenticate(old.access()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(t.membership(ann, room).isActive()).isFalse();
        assertThat(t.userEvents.published())
                .containsExactly(new UserEvent.Deactivated(ann.id()), new UserEvent.Reactivated(ann.id()));
        change(ann, active(true));
        assertThat(t.userEvents.published()).hasSize(2);
    }

    @Test
    void newPasswordByStaffEndsAllLogins() {
        var phone = logIn("ann", TestChat.PASSWORD);
        var laptop = logIn("ann", TestChat.PASSWORD);

        change(ann, password(OTHER));

        for (var tokens : new TokenPair[] {phone, laptop}) {
            assertThatThrownBy(() -> t.chat.authentication().authenticate(tokens.access()))
                    .isInstanceOf(Refusal.Unauthenticated.class);
        }
        assertThatThrownBy(() -> logIn("ann", TestChat.PASSWORD)).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(logIn("ann", OTHER).access()).isNotEmpty();
        assertThat(t.userEvents.published())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event).isInstanceOf(UserEvent.LoginEnded.class));
    }

    @Test
    void weakPasswordChangesNothingElse() {
        assertInvalid("password", () -> change(ann, new UserPatch(false, true, new Password("ann"))));
        assertThat(find(ann)).isEqualTo(ann);
    }

    @Test
    void staffRankIsGrantedAndRevoked() {
        assertThat(change(ann, staff(true)).user()).isEqualTo(ann.asStaff());
        assertThat(change(ann, staff(false)).user()).isEqualTo(ann);
    }

    @Test
    void staffCannotDeactivateOrDemoteThemselves() {
        change(ann, staff(true));
        assertInvalid("is_active", () -> change(root, active(false)));
        assertInvalid("is_staff", () -> change(root, staff(false)));
        assertThat(change(root, new UserPatch(true, true, null)).user()).isEqualTo(root);
    }

    @Test
    void lastStaffAccountCannotBeRemoved() {
        for (var patch : new UserPatch[] {active(false), staff(false), new UserPatch(false, false, OTHER)}) {
            assertThatThrownBy(() -> administration.changeUser(SERVICE, root.id(), patch))
                    .isInstanceOf(Refusal.Conflict.class);
        }
        assertThat(find(root)).isEqualTo(root);
        assertThat(logIn("root", TestChat.PASSWORD).access()).isNotEmpty();
        change(ann, staff(true));
        assertThat(administration
                        .changeUser(SERVICE, root.id(), active(false))
                        .user()
                        .active())
                .isFalse();
        assertThatThrownBy(() -> administration.changeUser(SERVICE, ann.id(), staff(false)))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void unknownUserCannotBeChanged() {
        var unknownUser = new UserId(UUID.randomUUID());
        for (var patch : new UserPatch[] {active(false), active(true), staff(true), password(OTHER)}) {
            assertThatThrownBy(() -> administration.changeUser(administrator, unknownUser, patch))
                    .isInstanceOf(Refusal.NotFound.class);
        }
        assertThatThrownBy(() -> administration.closeConnections(unknownUser)).isInstanceOf(Refusal.NotFound.class);
        assertThat(t.userEvents.published()).isEmpty();
    }
}
