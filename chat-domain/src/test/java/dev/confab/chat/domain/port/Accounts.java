package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.PasswordHash;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.Username;

/** Variations of an account. */
final class Accounts {

    private Accounts() {}

    static Credential of(User user) {
        return new Credential(user, new PasswordHash("$made$up$" + user.id()));
    }

    static User named(User user, String username) {
        return new User(
                user.id(),
                new Username(username),
                user.displayName(),
                user.email(),
                user.active(),
                user.staff(),
                user.created());
    }

    static User shownAs(User user, String displayName) {
        return new User(
                user.id(), user.username(), displayName, user.email(), user.active(), user.staff(), user.created());
    }

    static User inactive(User user) {
        return new User(
                user.id(), user.username(), user.displayName(), user.email(), false, user.staff(), user.created());
    }

    static User staffWithEmail(User user, String email) {
        return new User(
                user.id(), user.username(), user.displayName(), new Email(email), user.active(), true, user.created());
    }
}
