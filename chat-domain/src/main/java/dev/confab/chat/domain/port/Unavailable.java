package dev.confab.chat.domain.port;

import org.jspecify.annotations.Nullable;

/** Something outside that is needed cannot be reached or used at the moment; the same request may work a little later. */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
