package dev.confab.chat.adapter.rest;

import org.jspecify.annotations.Nullable;

/**
 * An exception for the log: its class, its stack and those of its causes, without their messages. A database writes
 * into its messages the very values that it could not store.
 */
final class Redacted extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MOST_CAUSES = 10;

    private Redacted(String name, @Nullable Throwable cause) {
        super(name, cause);
    }

    /** A path for the log, without the secret of an invite. */
    static String path(String path) {
        return path.replaceAll("(?<=/invites/)[^/]+", "…");
    }

    static Redacted of(Throwable thrown) {
        return of(thrown, MOST_CAUSES);
    }

    private static Redacted of(Throwable thrown, int causes) {
        var cause = thrown.getCause();
        var redacted =
                new Redacted(thrown.getClass().getName(), cause == null || causes == 0 ? null : of(cause, causes - 1));
        redacted.setStackTrace(thrown.getStackTrace());
        return redacted;
    }
}
