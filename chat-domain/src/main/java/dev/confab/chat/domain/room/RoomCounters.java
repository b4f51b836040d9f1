package dev.confab.chat.domain.room;

/**
 * The counters of a room.
 *
 * <p>{@code version} and {@code messageSeq} are dense: each change takes the next number, so a client that misses one
 * notices the gap. No counter is negative, and {@code version} is never below {@code messageSeq}.
 *
 * @param version the number of durable changes that members can see
 * @param messageSeq the number of messages ever posted; also the seq of the last one
 * @param members the number of active members, without the system member
 * @param pinned the number of pinned messages
 */
public record RoomCounters(long version, long messageSeq, int members, int pinned) {

    /** The counters of a new room. */
    public static final RoomCounters ZERO = new RoomCounters(0, 0, 0, 0);

    public RoomCounters {
        if (messageSeq < 0 || version < messageSeq || members < 0 || pinned < 0) {
            throw new IllegalArgumentException("Invalid room counters: version " + version + ", messageSeq "
                    + messageSeq + ", members " + members + ", pinned " + pinned);
        }
    }

    RoomCounters nextVersion() {
        return new RoomCounters(version + 1, messageSeq, members, pinned);
    }

    RoomCounters nextMessage() {
        return new RoomCounters(version + 1, messageSeq + 1, members, pinned);
    }

    RoomCounters plusMembers(int change) {
        return new RoomCounters(version, messageSeq, members + change, pinned);
    }

    RoomCounters plusPinned(int change) {
        return new RoomCounters(version, messageSeq, members, pinned + change);
    }
}
