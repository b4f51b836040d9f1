package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The subscription of one connection to one room, with the version that its client has reached. It is paused while
 * something is read from the store for it, and later continues from a position in the {@link ReplayBuffer}. Guarded by
 * the monitor of the room's {@link RoomChannel}.
 */
final class Subscriber {

    private final Connection connection;
    private final boolean announced;
    private long version;
    private long seenSeq;
    private ReplayBuffer.@Nullable Position pausedAt;
    private boolean ended;

    /**
     * A pause of a subscriber, which ends when what it waits for has been read.
     *
     * @param position the position from which the subscriber continues
     */
    record Pause(Subscriber subscriber, ReplayBuffer.Position position) {

        UserId userId() {
            return subscriber.userId();
        }

        /** Whether the subscriber still waits for this read; false once it has left or is paused for a newer one. */
        boolean isCurrent() {
            return !subscriber.ended && subscriber.pausedAt == position;
        }
    }

    /**
     * @param announced whether the client receives {@code room.created} for this room; otherwise {@code ready} lists it
     * @param version the version of the room that the client knows
     */
    Subscriber(Connection connection, boolean announced, long version) {
        this.connection = connection;
        this.announced = announced;
        this.version = version;
    }

    Connection connection() {
        return connection;
    }

    UserId userId() {
        return connection.userId();
    }

    /** Whether the client received {@code room.created} for this room. */
    boolean isAnnounced() {
        return announced;
    }

    long version() {
        return version;
    }

    void advanceTo(long newVersion) {
        version = newVersion;
    }

    boolean hasSeen(Message message) {
        return message.seq() <= seenSeq;
    }

    long seenSeq() {
        return seenSeq;
    }

    /** Raises the seen watermark; a lower value has no effect, because events may arrive out of order. */
    void raiseSeen(long seq) {
        seenSeq = Math.max(seenSeq, seq);
    }

    /** Whether the next version can be delivered at once: the subscriber has neither left nor been paused. */
    boolean isLive() {
        return !ended && pausedAt == null;
    }

    /** Pauses delivery at {@code position}. An earlier pause is replaced. */
    Pause pauseAt(ReplayBuffer.Position position) {
        resume();
        pausedAt = position;
        return new Pause(this, position);
    }

    void resume() {
        if (pausedAt != null) {
            pausedAt.close();
            pausedAt = null;
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /** Ends the subscription: nothing of the room is delivered after this call. */
    void end() {
        ended = true;
        resume();
    }
}
