package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a request failed, for REST responses and error frames.
 *
 * @param status of HTTP
 * @param code an identifier for programs
 * @param message a sentence for users, without secrets
 * @param field the invalid field or parameter; null if the request as a whole is at fault
 * @param retryAfter the delay before a retry; null if a retry is pointless
 */
public record Problem(
        int status,
        String code,
        String message,
        @Nullable String field,
        @Nullable Duration retryAfter) {

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    /** Returns a problem with the request as a whole. */
    public static Problem of(int status, String code, String message) {
        return new Problem(status, code, message, null, null);
    }

    /** Returns the problem that the store is not available at the moment. */
    public static Problem unavailable() {
        return new Problem(503, "unavailable", "Not available at the moment; please try again.", null, RETRY_DELAY);
    }

    /** Returns the problem for an exception; it reveals no details of internal errors. */
    public static Problem of(Throwable thrown) {
        if (thrown instanceof Refusal refusal) {
            return of(refusal);
        }
        if (thrown instanceof Unavailable) {
            return unavailable();
        }
        return of(500, "internal", "An internal error occurred.");
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

    /** Whether it is an error of the server that must be logged. */
    public boolean isInternal() {
        return status == 500;
    }

    public ErrorsJson toJson() {
        return ErrorsJson.of(this);
    }
}
