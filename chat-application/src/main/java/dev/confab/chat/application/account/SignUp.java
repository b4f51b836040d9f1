package dev.confab.chat.application.account;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserProfile;
import dev.confab.chat.domain.user.Username;
import org.jspecify.annotations.Nullable;

/** Somebody wants an account; without a display name the user name is shown. */
public record SignUp(
        Username username,
        Password password,
        @Nullable Email email,
        @Nullable String displayName) {

    /**
     * Returns this wish with its password normalised, if name and password may be chosen.
     *
     * @throws Refusal.Invalid if the name is none for new accounts, or the password is too weak
     */
    public SignUp check() {
        var chosen = password.choose(username.requireNew(), new UserProfile(displayName, email), "password");
        return new SignUp(username, chosen, email, displayName);
    }
}
