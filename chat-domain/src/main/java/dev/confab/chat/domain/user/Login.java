package dev.confab.chat.domain.user;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One log-in of a user on one device: the family of all tokens that came from it. Its refresh token carries the
 * {@link #generation}; each refresh raises it, so that an older refresh token shows itself as used twice. The token of
 * the generation before is excused for {@link #GRACE} after the refresh, because the answer to it may have been lost.
 *
 * @param generation of the latest refresh token
 * @param expires when the log-in ends unless it is refreshed before
 * @param rotated when it was last refreshed; null if it never was
 * @param ended when it was revoked; null while it lives
 */
public record Login(
        LoginId id,
        UserId user,
        int generation,
        Instant created,
        Instant expires,
        @Nullable Instant rotated,
        @Nullable Instant ended) {

    /** How long after a refresh its refresh token may come again, as long as the next one was not used. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    /** The most log-ins of one user that are alive at a time. */
    public static final int MAX_OF_USER = 100;

    /** How long a log-in that has ended is still known, so that every node can notice. */
    public static final Duration MEMORY = Duration.ofHours(1);

    public static Login start(LoginId id, UserId user, Instant at, Instant expires) {
        return new Login(id, user, 0, at, expires, null, null);
    }

    public boolean isActiveAt(Instant now) {
        return ended == null && now.isBefore(expires);
    }

    /** Whether the refresh token of generation {@code used} is the latest. */
    public boolean isLatest(int used) {
        return used >= generation;
    }

    /** Whether the refresh token of generation {@code used}, handed in at {@code now}, was used before without excuse. */
    public boolean isReuse(int used, Instant now) {
        return !isLatest(used) && !isExcused(used, now);
    }

    private boolean isExcused(int used, Instant now) {
        return used == generation - 1 && rotated != null && now.isBefore(rotated.plus(GRACE));
    }

    /** After a refresh at {@code at}: the next generation, good until {@code newExpires}. */
    public Login refresh(Instant at, Instant newExpires) {
        return new Login(id, user, generation + 1, created, newExpires, at, ended);
    }

    /** Ends the log-in and with it every token of the family. */
    public Login ended(Instant at) {
        return ended == null ? new Login(id, user, generation, created, expires, rotated, at) : this;
    }
}
