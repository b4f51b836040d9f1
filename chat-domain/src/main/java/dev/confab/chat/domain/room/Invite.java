package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.SecretDigest;
import java.time.Duration;
import java.time.Instant;

/**
 * A link into a room: good for whoever has it, for any number of people, until it expires, is revoked, or the room is
 * deleted. That its maker has left or lost power since does not matter.
 *
 * @param digest of the secret in the link
 * @param creator the membership that made it
 * @param expires it is good before, and no more from then on
 */
public record Invite(SecretDigest digest, RoomId room, MembershipId creator, Instant created, Instant expires) {

    /** How long an invite is good unless its maker wishes otherwise. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(7);

    public static final Duration MAX_LIFETIME = Duration.ofDays(30);

    /** The most invites of one room that are good at the same time. */
    public static final int MAX_OF_ROOM = 100;

    static Invite create(SecretDigest digest, Membership maker, Duration lifetime, Instant at) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new Refusal.Invalid("expires_in", "Must be 1 to " + MAX_LIFETIME.toSeconds() + " seconds.");
        }
        return new Invite(digest, maker.room(), maker.id(), at, at.plus(lifetime));
    }

    public boolean isValidAt(Instant now) {
        return now.isBefore(expires);
    }

    boolean isValidFor(Room joinedRoom, Instant now) {
        return room.equals(joinedRoom.id()) && isValidAt(now);
    }
}
