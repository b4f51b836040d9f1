package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a verified token of the host application. Names are as the host writes them; they are adapted to the
 * rules of this server when they are used.
 *
 * @param username null if the token does not contain it
 * @param displayName null if the token does not contain it
 * @param issued null if the token does not contain it
 * @param notBefore when the token becomes valid; null if it always was
 * @param expires when the token expires
 */
public record HostClaims(
        ExternalId id,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable Instant issued,
        @Nullable Instant notBefore,
        Instant expires) {

    /** Maximum difference between the clocks of the host and of this server. */
    public static final Duration LEEWAY = Duration.ofSeconds(60);

    private static final int DIGEST_LENGTH = 16;

    /**
     * Returns when the host stated the claims: the time of issue, or {@code now} if it is missing or in the future. The
     * latter is cut to seconds because hosts count in seconds, and another token of this second may be newer.
     */
    Instant statedAt(Instant now) {
        return issued == null || issued.isAfter(now) ? now.truncatedTo(ChronoUnit.SECONDS) : issued;
    }

    /** Whether the token contains a time of issue that is not in the future. */
    boolean isDated(Instant now) {
        return issued != null && !issued.isAfter(now);
    }

    /** Returns a digest that distinguishes this token from other tokens of the same user. */
    String digest() {
        var all = Arrays.asList(username, displayName, issued, notBefore, expires);
        return Sha256.hex(all.toString()).substring(0, DIGEST_LENGTH);
    }
}
