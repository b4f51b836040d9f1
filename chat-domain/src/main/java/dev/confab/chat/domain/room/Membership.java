package dev.confab.chat.domain.room;

import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One user's row in one room. It is created when the user first joins and kept after leaving, so that old messages keep
 * their authors. The watermarks never pass the room's {@code messageSeq}. Immutable.
 *
 * @param user null for the system member, which writes the messages of the room itself
 * @param pushLevel which messages notify the member while offline
 * @param joined when the member joined most recently
 * @param version the room's version at the last change of this membership that other members can see
 */
public record Membership(
        MembershipId id,
        RoomId room,
        @Nullable UserId user,
        Role role,
        Status status,
        Mute mute,
        PushLevel pushLevel,
        Watermarks watermarks,
        Instant joined,
        long version) {

    /** The status of a present or former member. */
    public enum Status {
        ACTIVE,
        /** Left or was removed, and may come back as the room's visibility allows. */
        LEFT,
        /** Was removed and cannot see the room. */
        BANNED
    }

    /** Which messages notify a member's devices while the member is offline. A mute takes precedence. */
    public enum PushLevel {
        ALL,
        /** Only messages that mention the member, or everyone in the room. */
        MENTIONS,
        NOTHING
    }

    /**
     * The result of raising watermarks.
     *
     * @param membership the membership with its raised watermarks
     * @param step the step for the receipt journal
     */
    public record Advance(Membership membership, ReceiptAdvance step) {}

    /** Returns the membership of a user who joins {@code room} for the first time. */
    static Membership create(MembershipId id, Room room, @Nullable UserId userId, Role role, Mute mute, Instant at) {
        var watermarks = Watermarks.startingAt(room.messageSeq());
        return new Membership(
                id, room.id(), userId, role, Status.ACTIVE, mute, PushLevel.ALL, watermarks, at, room.version());
    }

    public long joinedSeq() {
        return watermarks.joined();
    }

    public long receivedSeq() {
        return watermarks.received();
    }

    public long seenSeq() {
        return watermarks.seen();
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    public boolean isSystem() {
        return user == null;
    }

    public boolean isOf(UserId userId) {
        return userId.equals(user);
    }

    public boolean hasSeen(Message message) {
        return message.seq() <= seenSeq();
    }

    /** Returns the number of messages that the member has not seen; 0 for a former member. */
    public long unreadIn(Room current) {
        return isActive() ? current.messageSeq() - seenSeq() : 0;
    }

    public Membership withMute(Mute newMute) {
        return with(newMute, pushLevel);
    }

    public Membership withPushLevel(PushLevel newLevel) {
        return with(mute, newLevel);
    }

    private Membership with(Mute newMute, PushLevel newLevel) {
        return new Membership(id, room, user, role, status, newMute, newLevel, watermarks, joined, version);
    }

    public Membership withWatermarks(Watermarks newWatermarks) {
        return new Membership(id, room, user, role, status, mute, pushLevel, newWatermarks, joined, version);
    }

    Membership with(Role newRole, Status newStatus, long newVersion) {
        return new Membership(id, room, user, newRole, newStatus, mute, pushLevel, watermarks, joined, newVersion);
    }

    Membership rejoin(Role newRole, Room current, Instant at) {
        var start = Watermarks.startingAt(current.messageSeq());
        return new Membership(id, room, user, newRole, Status.ACTIVE, mute, pushLevel, start, at, current.version());
    }

    /** Marks the messages up to {@code seq}, or all of them, as seen and received. Returns empty if nothing changes. */
    public Optional<Advance> advanceSeen(long seq, Room current, Instant at) {
        return advanceTo(watermarks.advanceSeen(Math.min(seq, current.messageSeq())), at);
    }

    /** Marks the messages up to {@code seq}, or all of them, as received. Returns empty if nothing changes. */
    public Optional<Advance> advanceReceived(long seq, Room current, Instant at) {
        return advanceTo(watermarks.advanceReceived(Math.min(seq, current.messageSeq())), at);
    }

    private Optional<Advance> advanceTo(Watermarks raised, Instant at) {
        if (raised.equals(watermarks)) {
            return Optional.empty();
        }
        var step = new ReceiptAdvance(room, id, receivedSeq(), raised.received(), seenSeq(), raised.seen(), at);
        return Optional.of(new Advance(withWatermarks(raised), step));
    }

    /** Returns the membership after its member posted message {@code seq}, and so has seen everything up to it. */
    Membership afterPosting(long seq) {
        return withWatermarks(watermarks.advanceSeen(seq));
    }

    /**
     * Returns the step over the messages before {@code seq}, which the author has seen by posting message {@code seq}.
     * Returns null if there are none. The author's own message needs no receipt.
     */
    @Nullable
    ReceiptAdvance receiptOfPosting(long seq, Instant at) {
        if (isSystem()) {
            return null;
        }
        return advanceTo(watermarks.advanceSeen(seq - 1), at).map(Advance::step).orElse(null);
    }
}
