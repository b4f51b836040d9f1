package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.SecretDigest;
import java.time.Duration;
import java.time.Instant;

/**
 * A link by which any number of users can join a room, until it expires, is revoked, or the room is deleted. It stays
 * valid when its creator leaves the room or loses the right to invite.
 *
 * @param digest the digest of the secret in the link
 * @param creator the membership of its creator
 * @param expires the end of its validity, exclusive
 */
public record Invite(SecretDigest digest, RoomId room, MembershipId creator, Instant created, Instant expires) {

    /** The lifetime of an invite whose creator asks for no other. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(7);

    public static final Duration MAX_LIFETIME = Duration.ofDays(30);

    /** Maximum number of valid invites of one room. */
    public static final int MAX_OF_ROOM = 100;

    static Invite create(SecretDigest digest, Membership creator, Duration lifetime, Instant at) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new Refusal.Invalid("expires_in", "Must be 1 to " + MAX_LIFETIME.toSeconds() + " seconds.");
        }
        return new Invite(digest, creator.room(), creator.id(), at, at.plus(lifetime));
    }

    public boolean isValidAt(Instant now) {
        return now.isBefore(expires);
    }

    boolean isValidFor(Room joinedRoom, Instant now) {
        return room.equals(joinedRoom.id()) && isValidAt(now);
    }
}
