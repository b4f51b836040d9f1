package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told when a request comes to nothing: the same for a REST answer and for an error frame.
 *
 * @param status of HTTP
 * @param code one word for programs
 * @param message one sentence for people, without a secret
 * @param field the part of the request at fault; null when it is the whole
 * @param retryAfter when another try is worth it; null when none is
 */
public record Problem(
        int status,
        String code,
        String message,
        @Nullable String field,
        @Nullable Duration retryAfter) {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** A problem with the request as a whole. */
    public static Problem of(int status, String code, String message) {
        return new Problem(status, code, message, null, null);
    }

    /** For a moment there is no working, whatever the request. */
    public static Problem unavailable() {
        return new Problem(503, "unavailable", "Not available at the moment; please try again.", null, A_MOMENT);
    }

    /** What to tell about {@code thrown}; about a fault of our own nothing but that there is one. */
    public static Problem of(Throwable thrown) {
        if (thrown instanceof Refusal refusal) {
            return of(refusal);
        }
        if (thrown instanceof Unavailable) {
            return unavailable();
        }
        return of(500, "internal", "Something went wrong on our side.");
    }

    public static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Invalid invalid -> of(400, "invalid", invalid, invalid.field(), null);
            case Refusal.Unauthenticated unknown ->
                of(401, unknown.expired() ? "token_expired" : "not_authenticated", unknown, null, null);
            case Refusal.Forbidden forbidden -> of(403, "permission_denied", forbidden, null, null);
            case Refusal.NotFound missing -> of(404, "not_found", missing, null, null);
            case Refusal.Conflict conflict -> of(409, "conflict", conflict, null, null);
            case Refusal.TooLarge large -> of(413, "too_large", large, large.field(), null);
            case Refusal.TooMany many -> of(429, "throttled", many, null, many.retryAfter());
        };
    }

    private static Problem of(
            int status, String code, Refusal refusal, @Nullable String field, @Nullable Duration retryAfter) {
        return new Problem(status, code, String.valueOf(refusal.getMessage()), field, retryAfter);
    }

    /** Is it a fault on our side that somebody should look into? */
    public boolean isInternal() {
        return status == 500;
    }

    public ErrorsJson toJson() {
        return ErrorsJson.of(this);
    }
}
