package dev.confab.chat.adapter.ws;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection in one room, and how far it has come there. While a frame is being read from the store for it, it waits
 * on the tape. Guarded by the monitor of the room's {@link Feed}.
 */
final class Follower {

    private final Connection connection;
    private long version;
    private Tape.@Nullable Mark waiting;
    private boolean out;

    /** @param version the room's version that the connection knows */
    Follower(Connection connection, long version) {
        this.connection = connection;
        this.version = version;
    }

    Connection connection() {
        return connection;
    }

    long version() {
        return version;
    }

    void advanceTo(long next) {
        version = next;
    }

    boolean isWaiting() {
        return waiting != null;
    }

    void waitAt(Tape.Mark mark) {
        waiting = mark;
    }

    /** What it waits for; null if that is lost. */
    Tape.@Nullable Link waitsFor() {
        return Objects.requireNonNull(waiting).place();
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
