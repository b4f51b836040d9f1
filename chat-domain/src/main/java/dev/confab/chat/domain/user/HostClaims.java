package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a genuine token of a host application says. The names are as the host writes them; what does not fit here is
 * fitted when it is used.
 *
 * @param username null where the token is silent about it
 * @param displayName null where the token is silent about it
 * @param issued null where the token is silent about it
 * @param notBefore when the token begins to be good; null for ever since
 * @param expires when it ends to be good
 */
public record HostClaims(
        ExternalId id,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable Instant issued,
        @Nullable Instant notBefore,
        Instant expires) {

    /** How far the clocks of the host and ours may be apart. */
    public static final Duration LEEWAY = Duration.ofSeconds(60);

    private static final int DIGEST_LENGTH = 16;

    /**
     * When the host said so; the second of {@code now} where the token does not say, or names a time that has not come:
     * hosts count in seconds, and another token of this second may be newer.
     */
    Instant said(Instant now) {
        return issued == null || issued.isAfter(now) ? now.truncatedTo(ChronoUnit.SECONDS) : issued;
    }

    /** Whether the token names a time of issue that can be. */
    boolean isDated(Instant now) {
        return issued != null && !issued.isAfter(now);
    }

    /** Tells this token from others of the same user. */
    String digest() {
        var all = Arrays.asList(username, displayName, issued, notBefore, expires);
        return Digest.of(all.toString()).substring(0, DIGEST_LENGTH);
    }
}
