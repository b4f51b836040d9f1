package dev.confab.chat.adapter.ws;

import org.jspecify.annotations.Nullable;

/**
 * One connection in one room, and how far it has come there. While something is being read from the store for it, it
 * waits: what comes meanwhile it will find on the tape. Guarded by the monitor of the room's {@link RoomChannel}.
 */
final class Subscriber {

    private final SubscribedUser viewer;
    private final Connection connection;
    private final boolean isNewcomer;
    private long version;
    private ReplayBuffer.@Nullable Mark waiting;
    private boolean out;

    /**
     * @param isNewcomer whether the connection was told of the room as of a new one, and not in its {@code ready}
     * @param version the room's version that the connection knows
     */
    Subscriber(SubscribedUser viewer, Connection connection, boolean isNewcomer, long version) {
        this.viewer = viewer;
        this.connection = connection;
        this.isNewcomer = isNewcomer;
        this.version = version;
    }

    SubscribedUser viewer() {
        return viewer;
    }

    Connection connection() {
        return connection;
    }

    boolean isNewcomer() {
        return isNewcomer;
    }

    long version() {
        return version;
    }

    void advanceTo(long next) {
        version = next;
    }

    /** Can it be told of the next version, if it is told at all? */
    boolean isHearing() {
        return !out && waiting == null;
    }

    /** Waits, in place of whatever it waited for before. */
    void waitAt(ReplayBuffer.Mark mark) {
        goOn();
        waiting = mark;
    }

    boolean waitsAt(ReplayBuffer.Mark mark) {
        return waiting == mark;
    }

    void goOn() {
        if (waiting != null) {
            waiting.close();
            waiting = null;
        }
    }

    boolean isOut() {
        return out;
    }

    /** Hears nothing of the room any more. */
    void leave() {
        out = true;
        goOn();
    }
}
