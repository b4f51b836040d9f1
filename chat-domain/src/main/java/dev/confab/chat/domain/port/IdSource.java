package dev.confab.chat.domain.port;

import java.util.UUID;

/** Draws ids that nobody has drawn before, on any node; later ones sort after earlier ones as far as clocks agree. */
@FunctionalInterface
public interface IdSource {

    /** A fresh UUID of version 7. Callable from every thread. */
    UUID next();
}
