package dev.confab.chat.adapter.ws;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Detection and repair of version gaps in one room. It compares the last delivered version with the highest that exists.
 * Events that arrived too early are kept. Subscribers that are behind are paused while their changes are read.
 * Guarded by the monitor of the room's {@link RoomChannel}.
 */
final class GapRepair {

    /** Maximum number of early events that are kept. Further ones are dropped and read from the store later. */
    private static final int MAX_EARLY_EVENTS = 1_000;

    private final RoomSubscribers subscribers;
    private final ReplayBuffer buffer;
    private final NavigableMap<Long, ReplayBuffer.Entry> earlyEvents = new TreeMap<>();
    private long deliveredVersion;
    private long expectedVersion;
    private boolean isCheckScheduled;

    GapRepair(RoomSubscribers subscribers, ReplayBuffer buffer) {
        this.subscribers = subscribers;
        this.buffer = buffer;
    }

    /** Returns the last version that was delivered to all live subscribers. */
    long deliveredVersion() {
        return deliveredVersion;
    }

    void restartAt(long version) {
        deliveredVersion = version;
    }

    /** Raises the delivered version; a lower value has no effect. */
    void raiseDelivered(long version) {
        deliveredVersion = Math.max(deliveredVersion, version);
    }

    boolean isNext(long version) {
        return version == deliveredVersion + 1;
    }

    /** Keeps an event that arrived before its predecessors, and schedules a check for them. */
    void keepEarly(ReplayBuffer.Entry entry, long version, DeferredActions actions) {
        if (earlyEvents.size() < MAX_EARLY_EVENTS) {
            earlyEvents.put(version, entry);
        }
        expect(version, actions);
    }

    /** Returns the early event that is due next, which is then no longer kept; null if there is none. */
    ReplayBuffer.@Nullable Entry pollNextEarly() {
        if (earlyEvents.isEmpty()) {
            return null;
        }
        earlyEvents.headMap(deliveredVersion, true).clear();
        return earlyEvents.remove(deliveredVersion + 1);
    }

    /** Records that {@code version} exists. If a subscriber has not reached it, a check is scheduled. */
    void expect(long version, DeferredActions actions) {
        expectedVersion = Math.max(expectedVersion, version);
        if (deliveredVersion < expectedVersion || subscribers.stream().anyMatch(this::isBehind)) {
            scheduleCheck(actions);
        }
    }

    void scheduleCheck(DeferredActions actions) {
        if (!isCheckScheduled) {
            isCheckScheduled = true;
            actions.scheduleCheck();
        }
    }

    private boolean isBehind(Subscriber subscriber) {
        return subscriber.isLive() && subscriber.version() < expectedVersion;
    }

    /**
     * Requests a resync for each subscriber that is still behind. Subscribers at the same version share one read. If no
     * subscriber is behind, the expected version counts as delivered.
     */
    void check(DeferredActions actions) {
        isCheckScheduled = false;
        var behind = subscribers.stream().filter(this::isBehind).collect(Collectors.groupingBy(Subscriber::version));
        behind.forEach((version, sameVersion) ->
                actions.resync(version, sameVersion.stream().map(this::pause).toList()));
        if (behind.isEmpty()) {
            raiseDelivered(expectedVersion);
        }
    }

    /** Pauses {@code subscriber}, which later continues with the events that happen from now on. */
    Subscriber.Pause pause(Subscriber subscriber) {
        return subscriber.pauseAt(buffer.position());
    }
}
