package dev.confab.chat.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserProfile;
import dev.confab.chat.domain.user.Username;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountsTest extends AccountsFixture {

    @Test
    void signUpAllowsLogInAndTokenIdentifiesUser() {
        var ann = t.user("ann");

        var tokens = logIn();

        assertThat(authentication.authenticate(tokens.access()).user()).isEqualTo(ann);
        assertThat(tokens.expiresIn()).isEqualTo(TokenLifetimes.DEFAULT.access());
    }

    @Test
    void onlySignUpOfStaffCreatesStaff() {
        var operator = accounts.signUpStaff(new SignUp(new Username("operator"), TestChat.PASSWORD, null, null));
        var tokens = accounts.logIn(new Username("operator"), TestChat.PASSWORD);

        assertThat(operator.staff()).isTrue();
        assertThat(authentication.authenticate(tokens.access()).user()).isEqualTo(operator);
        assertThat(t.user("ann").staff()).isFalse();
    }

    @Test
    void takenNameInOtherCaseIsRefused() {
        t.user("ann");

        assertThatThrownBy(() -> t.user("ANN"))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("username"));
    }

    @Test
    void weakPasswordIsRefusedBeforeAccountIsStored() {
        var weak = new SignUp(new Username("ann"), new Password("short"), null, null);

        assertThatThrownBy(() -> accounts.signUp(weak))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("password"));
        assertThat(t.user("ann")).isNotNull();
    }

    @Test
    void changeProfileKeepsUnchangedFields() {
        var ann = t.user("ann");
        var email = new Email("ann@example.org");

        accounts.changeProfile(ann.id(), profile -> new UserProfile("Dr Ann", profile.email()));
        var changed = accounts.changeProfile(ann.id(), profile -> new UserProfile(profile.displayName(), email));

        assertThat(changed.profile()).isEqualTo(new UserProfile("Dr Ann", email));
        assertThat(t.chat.authentication().authenticate(logIn().access()).user())
                .isEqualTo(changed);
    }

    @Test
    void newDisplayNameIsShownInRooms() {
        var ann = t.user("ann");
        var room = t.room(ann, false);

        accounts.changeProfile(ann.id(), profile -> new UserProfile("Dr Ann", null));

        assertThat(t.chat.members().all(ann.id(), room))
                .extracting(Member::name)
                .containsExactly("Dr Ann");
    }

    @Test
    void composedAndDecomposedNamesAreOneAccount() {
        var asa = t.user("\u00c5sa");
        assertInvalid("username", () -> t.user("A\u030asa"));
        for (var name : List.of("A\u030asa", "a\u030asa", "\u00c5SA")) {
            var tokens = accounts.logIn(new Username(name), TestChat.PASSWORD);
            assertThat(authentication.authenticate(tokens.access()).user()).isEqualTo(asa);
        }
    }

    @Test
    void lookAlikeNamesAreRefused() {
        t.user("ann");
        for (var name : List.of("аnn", "ａｎｎ", "ann\ufe0f", "\u3164", "..", "a/b", "system", "a\u2800")) {
            assertInvalid("username", () -> t.user(name));
        }
        t.user("сора");
        assertInvalid("username", () -> t.user("copa"));
    }

    @Test
    void deactivationEndsAllLoginsAndKeepsNameTaken() {
        var ann = t.user("ann");
        var phone = logIn();
        var laptop = logIn();

        accounts.deactivate(ann.id());

        for (var tokens : List.of(phone, laptop)) {
            assertThatThrownBy(() -> t.chat.authentication().authenticate(tokens.access()))
                    .isInstanceOf(Refusal.Unauthenticated.class);
            assertThatThrownBy(() -> accounts.refresh(tokens.refresh())).isInstanceOf(Refusal.Unauthenticated.class);
        }
        assertThatThrownBy(this::logIn)
                .isInstanceOf(Refusal.Unauthenticated.class)
                .hasMessage(refusalOfUnknownName());
        assertInvalid("username", () -> t.user("Ann"));
        assertThat(t.chat.directory().search("ann", new Page.Window(10, 0)).items())
                .isEmpty();
        assertThat(t.userEvents.published()).containsExactly(new UserEvent.Deactivated(ann.id()));
    }

    @Test
    void secondDeactivationIsRefused() {
        var ann = t.user("ann");
        accounts.deactivate(ann.id());

        assertThatThrownBy(() -> accounts.deactivate(ann.id())).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(t.userEvents.published()).hasSize(1);
    }

    @Test
    void deactivatedUserLeavesGroupsAndHandsOverOwnership() {
        var ann = t.user("ann");
        var bob = t.user("bob");
        var own = t.room(ann, false, bob);
        var others = t.room(bob, true, ann);
        var left = t.room(ann, true);
        t.chat.members().leave(ann.id(), left);

        accounts.deactivate(ann.id());

        assertThat(t.membership(ann, own).isActive()).isFalse();
        assertThat(t.membership(ann, others).isActive()).isFalse();
        assertThat(t.membership(bob, own).role()).isEqualTo(Role.OWNER);
        assertThat(t.stored(own).memberCount()).isEqualTo(1);
        assertThat(t.events(others)).last().isInstanceOf(RoomEvent.MemberLeft.class);
    }

    @Test
    void directRoomsOfDeactivatedUserStayReadable() {
        var ann = t.user("ann");
        var bob = t.user("bob");
        var direct = t.chat.rooms()
                .direct(ann.id(), TestChat.idsOf(bob))
                .room()
                .room()
                .id();
        t.post(ann, direct, "good bye");

        accounts.deactivate(ann.id());

        assertThat(t.view(bob, direct).title()).isEqualTo("ann");
        assertThat(t.chat.members().all(bob.id(), direct))
                .extracting(Member::name)
                .containsExactlyInAnyOrder("ann", "bob");
        assertThat(t.post(bob, direct, "good bye")).isNotNull();
        assertThat(t.chat.rooms()
                        .direct(bob.id(), TestChat.idsOf(ann))
                        .room()
                        .room()
                        .id())
                .isEqualTo(direct);
    }
}
