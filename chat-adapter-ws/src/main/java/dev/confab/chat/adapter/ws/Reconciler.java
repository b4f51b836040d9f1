package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.Chat;
import dev.confab.chat.application.sync.Sync;
import dev.confab.chat.domain.room.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Compares the state of this node with the store every few seconds, with one query for all rooms. So changes whose events
 * were lost still reach clients. Rooms with possible losses are compared at once. Callable from every thread.
 */
final class Reconciler {

    /** Time in which possible losses are collected, so that many of them take one query. */
    private static final Duration BATCH_DELAY = Duration.ofMillis(20);

    /** Overlap of two searches for joins: much longer than a commit takes and than the clocks of two nodes differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Chat chat;
    private final WsAdapter.Settings settings;
    private final Connections connections;
    private final RoomChannels channels;
    private final Heartbeat heartbeat;
    private final ReadExecutor readers;
    private final Object lock = new Object();
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private Set<RoomId> doubtfulRooms = new HashSet<>();

    /** Start of the last successful run; the store may have been unavailable since. */
    private volatile Instant lastRun;

    Reconciler(
            Chat chat,
            WsAdapter.Settings settings,
            Connections connections,
            RoomChannels channels,
            Heartbeat heartbeat,
            ReadExecutor readers) {
        this.chat = chat;
        this.settings = settings;
        this.connections = connections;
        this.channels = channels;
        this.heartbeat = heartbeat;
        this.readers = readers;
        this.lastRun = settings.clock().instant();
    }

    /**
     * Starts periodic runs, with jitter so that nodes do not query the store at the same time.
     *
     * @param revocations receives the revocations and joins that a run has found, on a reader thread
     */
    void start(Consumer<Sync.Revocations> revocations) {
        long interval = settings.intervals().reconcile().toNanos();
        long jitter = ThreadLocalRandom.current().nextLong(interval / 4 + 1);
        heartbeat.schedule(Duration.ofNanos(interval - jitter), () -> {
            start(revocations);
            if (isRunning.compareAndSet(false, true)) {
                readers.run(() -> reconcile(revocations));
            }
        });
    }

    private void reconcile(Consumer<Sync.Revocations> revocations) {
        try {
            var now = settings.clock().instant();
            compareVersions(channels.rooms());
            revocations.accept(
                    chat.sync().revocations(connections.users(), connections.logins(), lastRun.minus(OVERLAP)));
            lastRun = now;
        } finally {
            isRunning.set(false);
        }
    }

    /** Compares {@code rooms} with the store, after a short delay in which further rooms are collected. */
    void reconcileSoon(Set<RoomId> rooms) {
        synchronized (lock) {
            if (doubtfulRooms.isEmpty()) {
                heartbeat.schedule(BATCH_DELAY, () -> readers.run(() -> compareVersions(takeDoubtfulRooms())));
            }
            doubtfulRooms.addAll(rooms);
        }
    }

    private Set<RoomId> takeDoubtfulRooms() {
        synchronized (lock) {
            var taken = doubtfulRooms;
            doubtfulRooms = new HashSet<>();
            return taken;
        }
    }

    private void compareVersions(Set<RoomId> rooms) {
        if (rooms.isEmpty()) {
            return;
        }
        var versions = chat.sync().versions(rooms);
        rooms.forEach(room -> {
            var channel = channels.find(room);
            var version = versions.get(room);
            if (channel != null) {
                channels.update(channel, actions -> {
                    if (version == null) {
                        channel.endAsDeleted(actions);
                    } else {
                        channel.expectVersion(version, actions);
                    }
                });
            }
        });
    }
}
