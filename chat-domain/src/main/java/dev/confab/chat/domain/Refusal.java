package dev.confab.chat.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that the domain turns down. The whole set is sealed, so that each transport maps it in one place; the
 * message is written for the person who made the request and holds nothing secret. A refused request has changed
 * nothing. Carries no stack trace: a refusal is an answer, not a fault.
 */
public abstract sealed class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Refusal(String message) {
        super(message, null, false, false);
    }

    /** What was asked breaks a rule of shape or size; {@link #field} names the part at fault. */
    public static final class Invalid extends Refusal {
        private static final long serialVersionUID = 1L;

        @Nullable
        private final String field;

        public Invalid(@Nullable String field, String message) {
            super(message);
            this.field = field;
        }

        /** The field at fault, in the spelling of the wire contract; null when it is the request as a whole. */
        public @Nullable String field() {
            return field;
        }
    }

    /** Nobody known is asking: no, a wrong or a dead credential. */
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

        /** The credential was good once and is too old now. */
        public static Unauthenticated tokenExpired() {
            return new Unauthenticated("The token has expired.", true);
        }

        public boolean expired() {
            return expired;
        }
    }

    /** It does not exist, or the caller may not know that it does. */
    public static final class NotFound extends Refusal {
        private static final long serialVersionUID = 1L;

        /** @param what the kind of thing, lower case, as in "room" */
        public NotFound(String what) {
            super("No such " + what + ".");
        }
    }

    /** The caller may see it, but not do that. */
    public static final class Forbidden extends Refusal {
        private static final long serialVersionUID = 1L;

        public Forbidden(String message) {
            super(message);
        }
    }

    /** The request contradicts what is already there. */
    public static final class Conflict extends Refusal {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(message);
        }
    }

    /** There is more of it than anybody may send; {@link #field} names the part at fault. */
    public static final class TooLarge extends Refusal {
        private static final long serialVersionUID = 1L;

        private final String field;

        public TooLarge(String field, String message) {
            super(message);
            this.field = field;
        }

        /** The field at fault, in the spelling of the wire contract. */
        public String field() {
            return field;
        }
    }

    /** Too much, too often; worth another try after {@link #retryAfter}. */
    public static final class TooMany extends Refusal {
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        public TooMany(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
