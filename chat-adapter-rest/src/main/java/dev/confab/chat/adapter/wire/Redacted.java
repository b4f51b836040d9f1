package dev.confab.chat.adapter.wire;

import org.jspecify.annotations.Nullable;

/**
 * An exception for the log, with the class names and stacks of the original and its causes but without their messages. A
 * database puts the very values that it could not store into its messages.
 */
public final class Redacted extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MAX_CAUSES = 10;

    private Redacted(String name, @Nullable Throwable cause) {
        super(name, cause);
    }

    /** Returns a copy of {@code thrown} and at most {@value #MAX_CAUSES} of its causes, without messages. */
    public static Redacted of(Throwable thrown) {
        return of(thrown, MAX_CAUSES);
    }

    private static Redacted of(Throwable thrown, int causes) {
        var cause = thrown.getCause();
        var redacted =
                new Redacted(thrown.getClass().getName(), cause == null || causes == 0 ? null : of(cause, causes - 1));
        redacted.setStackTrace(thrown.getStackTrace());
        return redacted;
    }

    /** Returns a request path for the log, without the secret of an invite. */
    public static String path(String path) {
        return path.replaceAll("(?<=/invites/)[^/]+", "…");
    }
}
