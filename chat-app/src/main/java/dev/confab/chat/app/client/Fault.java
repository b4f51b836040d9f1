package dev.confab.chat.app.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why the server did not do what it was asked for. The message is for the person at the screen. */
abstract sealed class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private Fault(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** The message, which is always there. */
    String reason() {
        return reason;
    }

    /** Nobody answered, or not with anything that could be read: worth another try. */
    static final class Unreachable extends Fault {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    /** The server said no. */
    static final class Refused extends Fault {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final @Nullable String field;
        private final @Nullable Duration retryAfter;

        Refused(int status, String message, @Nullable String field, @Nullable Duration retryAfter) {
            super(message);
            this.status = status;
            this.field = field;
            this.retryAfter = retryAfter;
        }

        int status() {
            return status;
        }

        /** The part of the request at fault; null for the whole. */
        @Nullable
        String field() {
            return field;
        }

        /** When to try again; null if the server did not say. */
        @Nullable
        Duration retryAfter() {
            return retryAfter;
        }

        /** May the same request go well later? */
        boolean passes() {
            return status == 429 || status >= 500;
        }
    }

    /** The login has ended, and the password does not open a new one. */
    static final class SignedOut extends Fault {
        private static final long serialVersionUID = 1L;

        SignedOut(String message) {
            super(message);
        }
    }
}
