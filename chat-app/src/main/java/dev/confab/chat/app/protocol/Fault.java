package dev.confab.chat.app.protocol;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The reason why a call failed. The message is for the user. */
public abstract sealed class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private Fault(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Returns the message, which is never null. */
    public String reason() {
        return reason;
    }

    /** There was no response, or none that could be read. A retry makes sense. */
    public static final class Unreachable extends Fault {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    /** The server has refused the request. */
    public static final class Refused extends Fault {
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

        /** Returns the HTTP status. */
        public int status() {
            return status;
        }

        /** Returns the field at fault; null for the whole request. */
        @Nullable
        public String field() {
            return field;
        }

        /** Returns the time to wait before a retry; null if the server did not say. */
        @Nullable
        public Duration retryAfter() {
            return retryAfter;
        }

        /** Whether the same request may succeed later. */
        public boolean isTransient() {
            return status == 429 || status >= 500;
        }
    }

    /** The log-in has ended, and the password does not open a new one. */
    public static final class SignedOut extends Fault {
        private static final long serialVersionUID = 1L;

        /** Creates a fault with the reason for the user. */
        public SignedOut(String message) {
            super(message);
        }
    }
}
