package dev.confab.chat.adapter.ws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Actions collected under the lock of one {@link RoomChannel} and run after its release: write what was queued, close
 * slow connections, read what is missing, start timers. Confined to one thread.
 */
final class DeferredActions {

    private final RoomChannels channels;
    private final RoomChannel channel;
    private final List<Connection> toFlush = new ArrayList<>();
    private final Set<Connection> tooSlow = new HashSet<>();
    private final Map<ReplayBuffer.Entry, List<Subscriber.Pause>> reads = new HashMap<>();
    private final List<Runnable> followUps = new ArrayList<>();

    DeferredActions(RoomChannels channels, RoomChannel channel) {
        this.channels = channels;
        this.channel = channel;
    }

    /** Queues a frame at once and writes it later. A connection whose queue is full is closed. */
    void send(Connection connection, EncodedFrame frame) {
        if (connection.offer(frame)) {
            toFlush.add(connection);
        } else {
            closeAsTooSlow(connection);
        }
    }

    /** Closes a connection that cannot be kept up to date. Its client reconnects and resyncs. */
    void closeAsTooSlow(Connection connection) {
        tooSlow.add(connection);
    }

    /** Reads the frame of {@code entry} for a paused subscriber. */
    void read(ReplayBuffer.Entry entry, Subscriber.Pause pause) {
        reads.computeIfAbsent(entry, first -> new ArrayList<>()).add(pause);
    }

    /** Reads the changes since {@code version} for paused subscribers. */
    void resync(long version, List<Subscriber.Pause> pauses) {
        followUps.add(() -> channels.resync(channel, version, pauses));
    }

    void scheduleCheck() {
        followUps.add(() -> channels.scheduleCheck(channel));
    }

    void scheduleTypingExpiry() {
        followUps.add(() -> channels.scheduleTypingExpiry(channel));
    }

    void scheduleReceipts(Duration delay) {
        followUps.add(() -> channels.scheduleReceipts(channel, delay));
    }

    /** Removes the channel, which has no subscribers left. */
    void removeChannel() {
        followUps.add(() -> channels.remove(channel));
    }

    /** Runs the collected actions. The caller must not hold a lock. */
    void run() {
        tooSlow.forEach(connection -> connection.close(CloseCode.TOO_SLOW));
        toFlush.forEach(Connection::flush);
        reads.forEach((entry, pauses) -> channels.readFrames(channel, entry, pauses));
        followUps.forEach(Runnable::run);
    }
}
