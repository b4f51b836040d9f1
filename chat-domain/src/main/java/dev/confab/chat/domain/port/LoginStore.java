package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps the log-ins. Call within {@link Transactions}. */
public interface LoginStore {

    void add(Login login);

    Optional<Login> find(LoginId id);

    /** As {@link #find}, with the user whose log-in it is; one statement. */
    Optional<LoggedIn> findWithUser(LoginId id);

    /** As {@link #find}; nobody else can lock or update the login until the transaction ends. */
    Optional<Login> lock(LoginId id);

    /**
     * The log-ins of {@code user} that are alive at {@code now}, locked as by {@link #lock}, in an order that is the same
     * for all who lock them.
     */
    List<Login> lockActive(UserId user, Instant now);

    void update(Login login);

    /**
     * Deletes at most {@code limit} log-ins that ended or expired before {@code time}, and answers how many. Leaves out
     * what others have locked, so that nobody waits; at most two statements.
     */
    int deleteEndedBefore(Instant time, int limit);

    /** Those of {@code logins} that were ended and not deleted since; one statement. */
    Set<LoginId> ended(Set<LoginId> logins);

    /** A log-in and whose it is. */
    record LoggedIn(Login login, User user) {}
}
