package dev.confab.chat.domain.port;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.RoomId;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the invites, expired ones until they are dropped. They go with their room, see {@link RoomStore#delete}. Whoever
 * changes those of a room has locked it, see {@link RoomStore#lock}. Each call is one statement. Call within
 * {@link Transactions}.
 */
public interface InviteStore {

    void add(Invite invite);

    Optional<Invite> find(SecretDigest digest);

    /** How many the room has, expired ones included. */
    int count(RoomId room);

    /** Drops those of the room that are not good any more. */
    void dropExpired(RoomId room, Instant now);

    /**
     * Deletes at most {@code limit} invites, of whatever room, that expired before {@code time}, and answers how many.
     * Needs no lock and leaves out what others have locked; at most two statements.
     */
    int deleteExpiredBefore(Instant time, int limit);

    /** Deletes the invite, if it is there. */
    void delete(SecretDigest digest);
}
