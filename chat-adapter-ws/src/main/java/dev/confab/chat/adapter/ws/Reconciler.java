package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.Chat;
import dev.confab.chat.domain.room.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Compares what the connections of this node know with the store every few seconds, with one query for all rooms: so
 * also what nobody has told of comes to them, and log-ins that ended meanwhile are closed. The same is done at once for rooms of which events may have got lost.
 * Callable from every thread.
 */
final class Reconciler {

    /** Several at once, so that a crowd that comes back is one question. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    /**
     * Joins are looked for from so long before the last sweep that went well: much more than the clocks of two nodes are
     * apart, and a commit may take.
     */
    private static final Duration LOOKING_BACK = Duration.ofMinutes(1);

    private final Chat chat;
    private final WsAdapter.Settings settings;
    private final Hub hub;
    private final Heartbeat pulse;
    private final ReadExecutor readers;
    private final Object lock = new Object();
    private Set<RoomId> doubtful = new HashSet<>();
    private final AtomicBoolean isRunning = new AtomicBoolean();

    /** When the last sweep began that went well; since then the store may have been away, or this node stopped. */
    private volatile Instant last;

    Reconciler(Chat chat, WsAdapter.Settings settings, Hub hub, Heartbeat pulse, ReadExecutor readers) {
        this.chat = chat;
        this.settings = settings;
        this.hub = hub;
        this.pulse = pulse;
        this.readers = readers;
        this.last = settings.clock().instant();
        arrange();
    }

    /** With jitter, so that the nodes do not come to the store at the same time. */
    private void arrange() {
        long period = settings.sweepInterval().toNanos();
        long jitter = ThreadLocalRandom.current().nextLong(period / 4 + 1);
        pulse.later(Duration.ofNanos(period - jitter), () -> {
            arrange();
            if (isRunning.compareAndSet(false, true)) {
                readers.run(this::sweep);
            }
        });
    }

    private void sweep() {
        try {
            var now = settings.clock().instant();
            compare(hub.rooms());
            hub.hear(chat.sync().revocations(hub.users(), hub.logins(), last.minus(LOOKING_BACK)));
            last = now;
        } finally {
            isRunning.set(false);
        }
    }

    /** Events about {@code rooms} may have got lost. */
    void doubt(Set<RoomId> rooms) {
        synchronized (lock) {
            if (doubtful.isEmpty()) {
                pulse.later(GATHERING, () -> readers.run(() -> compare(takeDoubtful())));
            }
            doubtful.addAll(rooms);
        }
    }

    private Set<RoomId> takeDoubtful() {
        synchronized (lock) {
            var taken = doubtful;
            doubtful = new HashSet<>();
            return taken;
        }
    }

    private void compare(Set<RoomId> rooms) {
        if (rooms.isEmpty()) {
            return;
        }
        var versions = chat.sync().versions(rooms);
        rooms.forEach(room -> {
            var feed = hub.feed(room);
            var version = versions.get(room);
            if (feed != null) {
                hub.on(feed, after -> {
                    if (version == null) {
                        feed.gone(after);
                    } else {
                        feed.expect(version, after);
                    }
                });
            }
        });
    }
}
