package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;

/**
 * A password hash function that makes guessing expensive. Each call takes tens of milliseconds and much memory; the
 * implementation limits concurrent calls. Thread-safe; must not be called within a transaction.
 */
public interface PasswordHasher {

    PasswordHash hash(Password password);

    boolean matches(Password password, PasswordHash hash);

    /** Whether the hash is weaker than those that {@link #hash} returns. Does not compute a hash. */
    boolean isOutdated(PasswordHash hash);
}
