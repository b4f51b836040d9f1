package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import java.util.Optional;

/** Keeps the log-ins. Call within {@link Transactions}. */
public interface LoginStore {

    void add(Login login);

    Optional<Login> find(LoginId id);

    /** As {@link #find}; nobody else can lock or update the login until the transaction ends. */
    Optional<Login> lock(LoginId id);

    void update(Login login);
}
