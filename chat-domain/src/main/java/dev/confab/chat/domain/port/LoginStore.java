package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store of log-ins. All calls must be made within {@link Transactions}. */
public interface LoginStore {

    void add(Login login);

    Optional<Login> find(LoginId id);

    /** Finds the log-in together with its user. One statement. */
    Optional<LoggedIn> findWithUser(LoginId id);

    /** Finds the log-in and locks it against other changes until the transaction ends. */
    Optional<Login> lock(LoginId id);

    /** Returns and locks the log-ins of {@code user} that are active at {@code now}, always in the same order. */
    List<Login> lockActive(UserId user, Instant now);

    void update(Login login);

    /**
     * Deletes at most {@code limit} log-ins that ended or expired before {@code time}, and skips locked rows. At most two
     * statements.
     *
     * @return the number of deleted log-ins
     */
    int deleteEndedBefore(Instant time, int limit);

    /** Returns those of the log-ins that were ended and are not deleted yet. One statement. */
    Set<LoginId> ended(Set<LoginId> logins);

    /** A log-in with its user. */
    record LoggedIn(Login login, User user) {}
}
