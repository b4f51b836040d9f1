package dev.confab.chat.domain.port;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.RoomId;
import java.time.Instant;
import java.util.Optional;

/**
 * A store of invites, including expired ones until they are deleted. {@link RoomStore#delete} deletes the invites of the
 * room. Callers lock the room, see {@link RoomStore#lock}, before they change its invites.
 *
 * <p>Each call is one statement unless stated otherwise. All calls must be made within {@link Transactions}.
 */
public interface InviteStore {

    void add(Invite invite);

    Optional<Invite> find(SecretDigest digest);

    /** Returns the number of invites of the room, including expired ones. */
    int count(RoomId room);

    /** Deletes the invites of the room that are expired at {@code now}. */
    void dropExpired(RoomId room, Instant now);

    /**
     * Deletes at most {@code limit} invites of any rooms that expired before {@code time}. Needs no lock, and skips
     * locked rows. At most two statements.
     *
     * @return the number of deleted invites
     */
    int deleteExpiredBefore(Instant time, int limit);

    /** Deletes the invite if it exists. */
    void delete(SecretDigest digest);
}
