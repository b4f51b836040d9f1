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
 * Accounts of our own, and the log-ins to them. An access token is good until it expires or its log-in ends, whichever
 * comes first; the end of a log-in is told to all nodes at once.
 */
public interface Accounts {

    /**
     * Makes an account.
     *
     * @throws Refusal.Invalid if the name is taken or the password too weak
     */
    User signUp(SignUp command);

    /** As {@link #signUp}, for somebody who may use the administration; for trusted callers only. */
    User signUpStaff(SignUp command);

    /**
     * Begins a log-in. A wrong password and an unknown name take the same time and read the same. Of more than {@link
     * Login#MAX_OF_USER} log-ins those end that were not refreshed for the longest.
     *
     * @throws Refusal.Unauthenticated if name and password do not match an active account
     */
    TokenPair logIn(Username name, Password password);

    /**
     * Changes a refresh token for a new pair, once. A refresh token that comes a second time was stolen from somebody,
     * so it ends the log-in for whoever holds it. Only for {@link Login#GRACE} after the first time, and as long as the
     * refresh token of that answer was not used, it gives another pair, because the answer may have been lost.
     *
     * @throws Refusal.Unauthenticated if the token is not good
     */
    TokenPair refresh(String refreshToken);

    /**
     * Ends the log-in that the refresh token belongs to; ending it again does nothing.
     *
     * @throws Refusal.Unauthenticated if it is no refresh token of ours
     */
    void logOut(String refreshToken);

    /**
     * Checks a token of either sort.
     *
     * @throws Refusal.Unauthenticated if it is not good for anything any more
     */
    void verify(String token);

    /**
     * Changes what somebody says of themselves.
     *
     * @param wish answers, of the profile as it is, the one to be
     */
    User changeProfile(UserId user, UnaryOperator<UserProfile> wish);

    /**
     * Changes the password, and ends every log-in but the one that asked.
     *
     * @throws Refusal.Invalid naming {@code old_password} if that is wrong, {@code new_password} if it is too weak
     */
    void changePassword(PasswordChange command);

    /**
     * Gives somebody another password, and ends every log-in of theirs; for trusted callers only.
     *
     * @throws Refusal.Invalid naming {@code password} if it is too weak
     * @throws Refusal.NotFound if there is no such account
     */
    void setPassword(UserId user, Password chosen);

    /**
     * Gives the account up, for ever unless the staff gives it back: every log-in ends, open connections are told to stay away, and the name is never
     * given out again. The person leaves all groups, handing over where they were the last owner; they stay in their
     * direct rooms, which the others can go on to read, and the author of all they have written.
     */
    void deactivate(UserId user);

    static Accounts of(
            Stores stores,
            Events events,
            Environment environment,
            Deactivation deactivation,
            Identity.LocalIdentity identity) {
        return new AccountsService(stores, events, environment, deactivation, identity);
    }
}
