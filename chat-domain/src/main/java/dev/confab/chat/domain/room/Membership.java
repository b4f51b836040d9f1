package dev.confab.chat.domain.room;

import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One person in one room, from the first joining on for ever: who leaves keeps the row, so that history keeps its
 * authors. Holds the person's watermarks, which only rise: {@code joinedSeq ≤ seenSeq ≤ receivedSeq ≤} the room's
 * {@code messageSeq}. Immutable.
 *
 * @param user null for the system member, who speaks for the room itself
 * @param pushLevel of what to be told while away
 * @param joinedSeq the last message that was there before the latest joining
 * @param receivedSeq everything up to here has reached the member
 * @param seenSeq everything up to here has been seen by the member
 * @param joined the latest joining
 * @param version the room's version at the last change that others can see
 */
public record Membership(
        MembershipId id,
        RoomId room,
        @Nullable UserId user,
        Role role,
        MembershipStatus status,
        Mute mute,
        PushLevel pushLevel,
        long joinedSeq,
        long receivedSeq,
        long seenSeq,
        Instant joined,
        long version) {

    public Membership {
        if (joinedSeq < 0 || joinedSeq > seenSeq || seenSeq > receivedSeq) {
            throw new IllegalArgumentException("watermarks of membership " + id);
        }
    }

    public boolean isActive() {
        return status == MembershipStatus.ACTIVE;
    }

    public boolean isSystem() {
        return user == null;
    }

    public boolean isOf(UserId someone) {
        return someone.equals(user);
    }

    public boolean hasSeen(Message message) {
        return message.seq() <= seenSeq;
    }

    /** How many messages wait for this member in {@code room}. */
    public long unreadIn(Room in) {
        return isActive() ? in.messageSeq() - seenSeq : 0;
    }

    public Membership withMute(Mute wish) {
        return with(wish, pushLevel);
    }

    /** As before, but told of {@code wish} while away. */
    public Membership withPushLevel(PushLevel wish) {
        return with(mute, wish);
    }

    private Membership with(Mute newMute, PushLevel newLevel) {
        return new Membership(
                id, room, user, role, status, newMute, newLevel, joinedSeq, receivedSeq, seenSeq, joined, version);
    }

    /** Sees, and so has received, everything up to {@code seq}, or to the room's end; empty when nothing rises. */
    public Optional<WatermarkUpdate> advanceSeen(long seq, Room in, Instant at) {
        long to = Math.min(seq, in.messageSeq());
        return advance(Math.max(to, receivedSeq), Math.max(to, seenSeq), at);
    }

    /** Receives everything up to {@code seq}, or to the room's end; empty when nothing rises. */
    public Optional<WatermarkUpdate> advanceReceived(long seq, Room in, Instant at) {
        long to = Math.min(seq, in.messageSeq());
        return advance(Math.max(to, receivedSeq), seenSeq, at);
    }

    private Optional<WatermarkUpdate> advance(long received, long seen, Instant at) {
        if (received == receivedSeq && seen == seenSeq) {
            return Optional.empty();
        }
        return Optional.of(new WatermarkUpdate(
                withWatermarks(received, seen),
                new ReceiptAdvance(room, id, receivedSeq, received, seenSeq, seen, at)));
    }

    /** Whoever speaks as number {@code seq} has seen all before it, and their own words. */
    Membership afterPosting(long seq) {
        return withWatermarks(seq, seq);
    }

    /** The step of having seen, by speaking as number {@code seq}, what others said before; null for none. */
    @Nullable
    ReceiptAdvance receiptOfPosting(long seq, Instant at) {
        if (isSystem()) {
            return null;
        }
        return advance(Math.max(receivedSeq, seq - 1), Math.max(seenSeq, seq - 1), at)
                .map(WatermarkUpdate::step)
                .orElse(null);
    }

    Membership rejoin(Role newRole, long messageSeq, Instant at, long newVersion) {
        return new Membership(
                id,
                room,
                user,
                newRole,
                MembershipStatus.ACTIVE,
                mute,
                pushLevel,
                messageSeq,
                messageSeq,
                messageSeq,
                at,
                newVersion);
    }

    Membership with(Role newRole, MembershipStatus newStanding, long newVersion) {
        return new Membership(
                id,
                room,
                user,
                newRole,
                newStanding,
                mute,
                pushLevel,
                joinedSeq,
                receivedSeq,
                seenSeq,
                joined,
                newVersion);
    }

    private Membership withWatermarks(long received, long seen) {
        return new Membership(
                id, room, user, role, status, mute, pushLevel, joinedSeq, received, seen, joined, version);
    }
}
