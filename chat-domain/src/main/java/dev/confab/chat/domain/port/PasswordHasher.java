package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;

/**
 * Hashes passwords so that guessing is dear. Slow on purpose (tens of milliseconds) and hungry for memory; the
 * implementer bounds how many run at once. Callable from every thread; never within a transaction.
 */
public interface PasswordHasher {

    PasswordHash hash(Password password);

    boolean matches(Password password, PasswordHash hash);

    /** Is the hash easier to guess from than those that {@link #hash} makes? Answers at once. */
    boolean isOutdated(PasswordHash hash);
}
