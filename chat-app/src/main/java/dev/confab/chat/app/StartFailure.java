package dev.confab.chat.app;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A failure to start for a reason outside the server. The message is one line for the operator. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Returns the message of the root cause, in one line. */
    static String reason(Throwable failure) {
        var deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        var text = Objects.requireNonNullElse(
                deepest.getMessage(), deepest.getClass().getSimpleName());
        return text.lines().findFirst().orElse("").strip();
    }
}
