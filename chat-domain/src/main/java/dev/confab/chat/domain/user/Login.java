package dev.confab.chat.domain.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One log-in of a user on one device: the family of all tokens that came from it. Its refresh token carries the
 * {@link #generation}; each refresh raises it, so that an older refresh token shows itself as used twice.
 *
 * @param generation of the one refresh token that is good
 * @param expires when the log-in ends unless it is refreshed before
 * @param ended when it was revoked; null while it lives
 */
public record Login(
        LoginId id,
        UserId user,
        int generation,
        Instant created,
        Instant expires,
        @Nullable Instant ended) {

    public static Login begun(LoginId id, UserId user, Instant at, Instant expires) {
        return new Login(id, user, 0, at, expires, null);
    }

    public boolean isAliveAt(Instant now) {
        return ended == null && now.isBefore(expires);
    }

    /** The refresh token of generation {@code used} was handed in: is it one that has been used before? */
    public boolean isReuse(int used) {
        return used < generation;
    }

    /** After a refresh: the next generation, good until {@code newExpires}. */
    public Login refreshed(Instant newExpires) {
        return new Login(id, user, generation + 1, created, newExpires, ended);
    }

    /** Ends the log-in and with it every token of the family. */
    public Login ended(Instant at) {
        return ended == null ? new Login(id, user, generation, created, expires, at) : this;
    }
}
