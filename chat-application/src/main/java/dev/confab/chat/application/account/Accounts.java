package dev.confab.chat.application.account;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.UserProfile;
import dev.confab.chat.domain.user.Username;
import java.util.function.UnaryOperator;

/**
 * Accounts that chat keeps itself, and their logins. An access token is valid until it expires or its login ends. The end
 * of a login is published to all nodes immediately.
 */
public interface Accounts {

    /**
     * Creates an account.
     *
     * @throws Refusal.Invalid if the name is taken or not allowed, or the password is too weak
     */
    User signUp(SignUp command);

    /** Creates an account with access to the administration. For trusted callers only. */
    User signUpStaff(SignUp command);

    /**
     * Starts a login. An unknown name and a wrong password take the same time and have the same refusal. A user has at
     * most {@value Login#MAX_OF_USER} logins; beyond that, the ones refreshed least recently end.
     *
     * @throws Refusal.Unauthenticated if name and password do not match an active account
     */
    TokenPair logIn(Username name, Password password);

    /**
     * Exchanges a refresh token for a new pair, once. A second use means that the token was stolen, and ends the login. For
     * {@link Login#GRACE} after the first use, a second use is a retry and returns another pair, unless the pair of the
     * first use was used already.
     *
     * @throws Refusal.Unauthenticated if the token is not valid
     */
    TokenPair refresh(String refreshToken);

    /**
     * Ends the login of a refresh token. Does nothing if it has ended.
     *
     * @throws Refusal.Unauthenticated if the token was not issued by this installation
     */
    void logOut(String refreshToken);

    /**
     * Checks an access or refresh token.
     *
     * @throws Refusal.Unauthenticated if the token is not valid
     */
    void verify(String token);

    /**
     * Changes the profile of a user.
     *
     * @param change returns the new profile for the current one
     */
    User changeProfile(UserId user, UnaryOperator<UserProfile> change);

    /**
     * Changes the password and ends all other logins of the user.
     *
     * @throws Refusal.Invalid naming {@code old_password} if it is wrong, {@code new_password} if it is too weak
     */
    void changePassword(PasswordChange command);

    /**
     * Sets the password of a user and ends all logins of the user. For trusted callers only.
     *
     * @throws Refusal.Invalid naming {@code password} if it is too weak
     * @throws Refusal.NotFound if there is no such account
     */
    void setPassword(UserId user, Password password);

    /**
     * Deactivates an account permanently, unless an administrator activates it again. All logins end, all connections are
     * closed, and the name stays taken. The user leaves all groups; a group without an owner gets a new one. Direct rooms
     * and messages of the user stay as they are.
     */
    void deactivate(UserId user);

    /** Returns the use cases over {@code stores}. */
    static Accounts of(
            Stores stores,
            Events events,
            Environment environment,
            Deactivation deactivation,
            Identity.LocalIdentity identity) {
        return new AccountsService(stores, events, environment, deactivation, identity);
    }
}
