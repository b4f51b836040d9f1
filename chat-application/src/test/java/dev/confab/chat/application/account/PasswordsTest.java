package dev.confab.chat.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.InMemoryPasswordHasher;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.Username;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordsTest extends AccountsFixture {

    @Test
    void passwordLikeEmailOrDisplayNameIsRefused() {
        var email = new Email("anna-at-work@example.org");
        for (var weak : List.of("anna-at-work", "Anna Smith")) {
            var signUp = new SignUp(new Username("ann"), new Password(weak), email, "Anna Smith");
            assertInvalid("password", () -> accounts.signUp(signUp));
        }
    }

    @Test
    void newPasswordReplacesOldOne() {
        t.user("ann");
        changePassword(logIn(), TestChat.PASSWORD, OTHER_PASSWORD);

        assertThatThrownBy(this::logIn).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(accounts.logIn(new Username("ann"), OTHER_PASSWORD)).isNotNull();
    }

    @Test
    void newPasswordEndsAllOtherLogins() {
        var ann = t.user("ann");
        var phone = logIn();
        var laptop = logIn();
        var lost = logIn();
        accounts.logOut(lost.refresh());
        t.user("bob");
        var bob = accounts.logIn(new Username("bob"), TestChat.PASSWORD);
        t.userEvents.forget();

        changePassword(laptop, TestChat.PASSWORD, OTHER_PASSWORD);

        assertThatThrownBy(() -> t.chat.authentication().authenticate(phone.access()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> accounts.refresh(phone.refresh())).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(t.chat.authentication().authenticate(laptop.access()).user()).isEqualTo(ann);
        assertThat(accounts.refresh(laptop.refresh())).isNotNull();
        assertThat(t.chat.authentication().authenticate(bob.access())).isNotNull();
        assertThat(t.userEvents.published())
                .singleElement()
                .isInstanceOfSatisfying(
                        UserEvent.LoginEnded.class,
                        event -> assertThat(event.user()).isEqualTo(ann.id()));
    }

    @Test
    void wrongOldOrWeakNewPasswordChangesNothing() {
        t.user("ann");
        var phone = logIn();
        var laptop = logIn();

        assertInvalid("old_password", () -> changePassword(laptop, OTHER_PASSWORD, OTHER_PASSWORD));
        for (var weak : List.of("short", "password1", "ann")) {
            assertInvalid("new_password", () -> changePassword(laptop, TestChat.PASSWORD, new Password(weak)));
        }

        assertThat(t.chat.authentication().authenticate(phone.access())).isNotNull();
        assertThat(logIn()).isNotNull();
        assertThat(t.userEvents.published()).isEmpty();
    }

    @Test
    void concurrentPasswordChangeIsRefusedAsWrongOldPassword() {
        t.user("ann");
        var tokens = logIn();
        t.passwords.beforeHashing(() -> changePassword(tokens, TestChat.PASSWORD, OTHER_PASSWORD));

        assertInvalid(
                "old_password", () -> changePassword(tokens, TestChat.PASSWORD, new Password("yet another horse")));

        assertThat(accounts.logIn(new Username("ann"), OTHER_PASSWORD)).isNotNull();
    }

    @Test
    void logInReplacesOutdatedHash() {
        t.passwords.replaceWith(InMemoryPasswordHasher.ofYesterday());
        t.user("ann");
        var old = hash();
        logIn();
        assertThat(hash()).isEqualTo(old);

        t.passwords.replaceWith(new InMemoryPasswordHasher());
        assertThatThrownBy(() -> accounts.logIn(new Username("ann"), OTHER_PASSWORD))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(hash()).isEqualTo(old);
        logIn();
        var fresh = hash();
        logIn();

        assertThat(fresh).isNotEqualTo(old);
        assertThat(hash()).isEqualTo(fresh);
    }

    @Test
    void composedAndDecomposedPasswordsAreEqual() {
        var composed = new Password("P\u00e4sswort f\u00fcr mich");
        var decomposed = new Password("Pa\u0308sswort fu\u0308r mich");
        accounts.signUp(new SignUp(new Username("ann"), composed, null, null));
        accounts.signUp(new SignUp(new Username("bob"), decomposed, null, null));
        for (var name : List.of("ann", "bob")) {
            var tokens = accounts.logIn(new Username(name), composed);
            assertThat(accounts.logIn(new Username(name), decomposed)).isNotNull();
            changePassword(tokens, decomposed, composed);
            assertThat(accounts.logIn(new Username(name), decomposed)).isNotNull();
        }
    }

    @Test
    void hashOfDecomposedPasswordIsAcceptedAndReplaced() {
        var ann = t.user("ann");
        var typed = new Password("Pa\u0308sswort fu\u0308r mich");
        var composed = new Password("P\u00e4sswort f\u00fcr mich");
        var old = t.passwords.hash(typed);
        t.stores.transactions().write(() -> {
            t.stores.users().update(new Credential(ann, old));
            return ann;
        });
        assertThatThrownBy(() -> accounts.logIn(ann.username(), composed)).isInstanceOf(Refusal.Unauthenticated.class);

        accounts.logIn(ann.username(), typed);

        assertThat(hash()).isNotEqualTo(old);
        assertThat(accounts.logIn(ann.username(), composed)).isNotNull();
        assertThat(accounts.logIn(ann.username(), typed)).isNotNull();
    }

    @Test
    void wrongPasswordAndUnknownUserNeedSameNumberOfHashes() {
        t.user("ann");
        for (var text : List.of("something else", "somethi\u0301ng e\u0301lse")) {
            int known = comparisons("ann", text);
            assertThat(comparisons("nobody", text)).isEqualTo(known);
        }
    }
}
