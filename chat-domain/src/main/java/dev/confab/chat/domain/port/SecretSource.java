package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Secret;

/** A generator of unguessable secrets. */
@FunctionalInterface
public interface SecretSource {

    /**
     * Returns a new secret with at least 128 random bits: 22 to 64 characters out of {@code A–Z a–z 0–9 - _}, which are
     * safe in a header and a URL. Thread-safe.
     */
    Secret next();
}
