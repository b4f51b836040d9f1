package dev.confab.chat.application.account;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserProfile;
import dev.confab.chat.domain.user.Username;
import org.jspecify.annotations.Nullable;

/**
 * The command to create an account.
 *
 * @param displayName null to show the user name
 */
public record SignUp(
        Username username,
        Password password,
        @Nullable Email email,
        @Nullable String displayName) {

    /**
     * Returns the command with its password in normal form.
     *
     * @throws Refusal.Invalid if the name is not allowed for new accounts, or the password is too weak
     */
    public SignUp check() {
        var chosen = password.choose(username.requireNew(), new UserProfile(displayName, email), "password");
        return new SignUp(username, chosen, email, displayName);
    }
}
