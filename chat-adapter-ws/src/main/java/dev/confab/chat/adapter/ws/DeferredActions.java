package dev.confab.chat.adapter.ws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is left to do once the monitor of a {@link RoomChannel} is free again: to write what was queued, to close who was lost,
 * to read what is missing. Lives on one thread.
 */
final class DeferredActions {

    private record Missing(RoomChannel feed, ReplayBuffer.Happening happening) {}

    private final Hub hub;
    private final List<Connection> touched = new ArrayList<>();
    private final Set<Connection> lost = new HashSet<>();
    private final Map<Missing, List<PausedSubscriber>> missing = new HashMap<>();
    private final List<Consumer<Hub>> rest = new ArrayList<>();

    DeferredActions(Hub hub) {
        this.hub = hub;
    }

    /** Queues a frame, to be written later. */
    void put(Connection connection, EncodedFrame frame) {
        if (connection.offer(frame)) {
            touched.add(connection);
        } else {
            lose(connection);
        }
    }

    /** The connection cannot be kept in step; it has to come again. */
    void lose(Connection connection) {
        lost.add(connection);
    }

    /** Somebody waits for a frame of {@code happening} that has to be read. */
    void read(RoomChannel feed, ReplayBuffer.Happening happening, PausedSubscriber hold) {
        missing.computeIfAbsent(new Missing(feed, happening), first -> new ArrayList<>())
                .add(hold);
    }

    /** What has changed since {@code version} has to be read for those who wait. */
    void catchUp(RoomChannel feed, long version, List<PausedSubscriber> holds) {
        rest.add(then -> then.catchUp(feed, version, holds));
    }

    void checkLater(RoomChannel feed) {
        rest.add(then -> then.checkLater(feed));
    }

    void endTyping(RoomChannel feed) {
        rest.add(then -> then.endTyping(feed));
    }

    void tellReceipts(RoomChannel feed, Duration wait) {
        rest.add(then -> then.tellReceipts(feed, wait));
    }

    /** Nobody follows the room any more. */
    void over(RoomChannel feed) {
        rest.add(then -> then.forget(feed));
    }

    /** Does it. No lock may be held. */
    void settle() {
        lost.forEach(connection -> connection.close(CloseCode.TOO_SLOW));
        touched.forEach(Connection::flush);
        missing.forEach((what, holds) -> hub.read(what.feed(), what.happening(), holds));
        rest.forEach(work -> work.accept(hub));
    }
}
