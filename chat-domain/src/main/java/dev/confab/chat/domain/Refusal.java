package dev.confab.chat.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that the domain rejects. A rejected request has changed nothing.
 *
 * <p>The message is written for the user who made the request and contains no secret. The hierarchy is sealed, so each
 * transport maps it to its own error codes in one place. A refusal is a normal result and has no stack trace.
 */
public abstract sealed class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Refusal(String message) {
        super(message, null, false, false);
    }

    /** The request breaks a rule of shape or size. */
    public static final class Invalid extends Refusal {
        private static final long serialVersionUID = 1L;

        @Nullable
        private final String field;

        public Invalid(@Nullable String field, String message) {
            super(message);
            this.field = field;
        }

        /** Returns the invalid field, spelled as on the wire, or null if the request as a whole is invalid. */
        public @Nullable String field() {
            return field;
        }
    }

    /** The request has no valid credential. */
    public static final class Unauthenticated extends Refusal {
        private static final long serialVersionUID = 1L;

        private final boolean expired;

        public Unauthenticated(String message) {
            this(message, false);
        }

        private Unauthenticated(String message, boolean expired) {
            super(message);
            this.expired = expired;
        }

        /** Returns the refusal of a token that was valid once and has expired. */
        public static Unauthenticated tokenExpired() {
            return new Unauthenticated("The token has expired.", true);
        }

        /** Whether the credential was valid once and has expired. */
        public boolean expired() {
            return expired;
        }
    }

    /** The target of the request does not exist, or the caller may not know that it exists. */
    public static final class NotFound extends Refusal {
        private static final long serialVersionUID = 1L;

        /**
         * Creates the refusal with the message "… not found.".
         *
         * @param kind the kind of the target in lower case, such as "room"
         */
        public NotFound(String kind) {
            super(Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " not found.");
        }
    }

    /** The caller may see the target, but may not do this to it. */
    public static final class Forbidden extends Refusal {
        private static final long serialVersionUID = 1L;

        public Forbidden(String message) {
            super(message);
        }
    }

    /** The request contradicts the current state. */
    public static final class Conflict extends Refusal {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(message);
        }
    }

    /** A part of the request exceeds its maximum size. */
    public static final class TooLarge extends Refusal {
        private static final long serialVersionUID = 1L;

        private final String field;

        public TooLarge(String field, String message) {
            super(message);
            this.field = field;
        }

        /** Returns the field that is too large, spelled as on the wire. */
        public String field() {
            return field;
        }
    }

    /** The caller exceeded a rate limit. */
    public static final class TooMany extends Refusal {
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        public TooMany(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        /** Returns the time after which the request may succeed. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
