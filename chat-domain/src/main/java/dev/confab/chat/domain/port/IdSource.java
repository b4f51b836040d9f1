package dev.confab.chat.domain.port;

import java.util.UUID;

/** A generator of ids that are unique across nodes. Later ids sort after earlier ones, within the skew of the clocks. */
@FunctionalInterface
public interface IdSource {

    /** Returns a new UUID of version 7. Thread-safe. */
    UUID next();
}
