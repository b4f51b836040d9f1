package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Secret;

/** Draws secrets that nobody can guess. */
@FunctionalInterface
public interface SecretSource {

    /**
     * A fresh secret of at least 128 bits of chance: 22 to 64 characters out of {@code A–Z a–z 0–9 - _}, which are safe in
     * a header and a URL. Callable from every thread.
     */
    Secret next();
}
