package dev.confab.chat.domain.port;

import org.jspecify.annotations.Nullable;

/** Thrown when an external resource is temporarily unavailable. The same request may succeed later. */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
