package dev.confab.chat.domain.user;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's log-in on one device, with the family of tokens issued for it.
 *
 * <p>A refresh token carries the {@link #generation}, which each refresh raises. An older refresh token therefore reveals
 * that it is used twice. The previous generation is still accepted for {@link #GRACE} after a refresh, because the
 * client may not have received the response.
 *
 * @param generation the generation of the latest refresh token
 * @param expires when the log-in expires unless it is refreshed
 * @param rotated when it was last refreshed; null if it never was
 * @param ended when it was revoked; null if it is not
 */
public record Login(
        LoginId id,
        UserId user,
        int generation,
        Instant created,
        Instant expires,
        @Nullable Instant rotated,
        @Nullable Instant ended) {

    /** How long after a refresh the previous refresh token is accepted, unless the next one was used. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    /** Maximum number of active log-ins of one user. */
    public static final int MAX_OF_USER = 100;

    /** How long an ended log-in is kept, so that every node can detect it. */
    public static final Duration MEMORY = Duration.ofHours(1);

    public static Login start(LoginId id, UserId user, Instant at, Instant expires) {
        return new Login(id, user, 0, at, expires, null, null);
    }

    public boolean isActiveAt(Instant now) {
        return ended == null && now.isBefore(expires);
    }

    /** Whether a refresh token of generation {@code presented} is the latest one. */
    public boolean isLatest(int presented) {
        return presented >= generation;
    }

    /** Whether a refresh token of generation {@code presented} was used before, and is not within its grace period. */
    public boolean isReuse(int presented, Instant now) {
        return !isLatest(presented) && !isInGracePeriod(presented, now);
    }

    private boolean isInGracePeriod(int presented, Instant now) {
        return presented == generation - 1 && rotated != null && now.isBefore(rotated.plus(GRACE));
    }

    /** Returns the log-in after a refresh, with the next generation. */
    public Login refresh(Instant at, Instant newExpires) {
        return new Login(id, user, generation + 1, created, newExpires, at, ended);
    }

    /** Returns the log-in after its end, which invalidates all tokens of the family. Ending again changes nothing. */
    public Login ended(Instant at) {
        return ended == null ? new Login(id, user, generation, created, expires, rotated, at) : this;
    }
}
