package dev.confab.chat.application.room;

import dev.confab.chat.domain.room.RoomId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides which updates run next. Updates of one room run in the order of arrival, one batch of the room at a time. An
 * exclusive update starts as soon as it is first in the queue of its room. Batched updates wait for the shared batch of
 * the node, of which one runs at a time: it takes what all rooms have gathered by the time it starts. An update that
 * arrives at an idle queue starts immediately.
 *
 * <p>The lock is held only to move updates in and out, never while an update runs.
 */
final class UpdateQueue {

    /**
     * The largest number of updates in a batch. Large enough to share the cost of a commit, small enough to keep the
     * transaction short.
     */
    static final int MAX_BATCH = 64;

    private final Map<RoomId, RoomQueue> queues = new HashMap<>();

    /** Rooms that can join the next shared batch, the longest waiting first. */
    private final Set<RoomId> waiting = new LinkedHashSet<>();

    private boolean isSharedBatchRunning;

    /** The updates of one room that wait, and whether a batch of the room is running. */
    private static final class RoomQueue {
        private final Deque<QueuedUpdate<?>> updates = new ArrayDeque<>();
        private boolean isBusy;
    }

    /**
     * Updates that share one transaction.
     *
     * @param isShared whether it covers many rooms and skips those that another node has locked; otherwise it has one
     *     room, and waits for its lock
     * @param updates the updates by room, in the order of arrival
     */
    record Batch(boolean isShared, Map<RoomId, List<QueuedUpdate<?>>> updates) {

        static Batch of(RoomId room, List<QueuedUpdate<?>> updates) {
            return new Batch(false, Map.of(room, updates));
        }

        static Batch shared(Map<RoomId, List<QueuedUpdate<?>>> updates) {
            return new Batch(true, new LinkedHashMap<>(updates));
        }

        Stream<QueuedUpdate<?>> all() {
            return updates.values().stream().flatMap(List::stream);
        }

        /** Lets the thread of the first update run the whole batch. */
        void start() {
            all().findFirst().orElseThrow().lead(() -> this);
        }
    }

    synchronized void add(QueuedUpdate<?> update) {
        queues.computeIfAbsent(update.room(), room -> new RoomQueue()).updates.add(update);
        startNext(update.room());
        startSharedBatch();
    }

    /** Ends {@code batch}. Its rooms become free, except those that were handed over to a batch of their own. */
    synchronized void end(Batch batch, Predicate<RoomId> isHandedOver) {
        if (batch.isShared()) {
            isSharedBatchRunning = false;
        }
        batch.updates().keySet().stream().filter(isHandedOver.negate()).forEach(this::free);
        startSharedBatch();
    }

    private void free(RoomId room) {
        queue(room).isBusy = false;
        startNext(room);
    }

    private void startNext(RoomId room) {
        var queue = queue(room);
        if (queue.isBusy) {
            return;
        }
        if (queue.updates.isEmpty()) {
            queues.remove(room);
        } else if (queue.updates.element().isBatched()) {
            waiting.add(room);
        } else {
            queue.isBusy = true;
            Batch.of(room, List.of(queue.updates.remove())).start();
        }
    }

    private void startSharedBatch() {
        if (!isSharedBatchRunning && !waiting.isEmpty()) {
            isSharedBatchRunning = true;
            var first = queue(waiting.iterator().next()).updates.element();
            first.lead(this::gather);
        }
    }

    /** Runs on the leader's thread, which may get the processor late; updates that arrive until then join the batch. */
    @SuppressWarnings("ThreadPriorityCheck") // correct without the yield, but batches are larger with it
    private Batch gather() {
        Thread.yield();
        return takeWaiting();
    }

    private synchronized Batch takeWaiting() {
        var taken = new LinkedHashMap<RoomId, List<QueuedUpdate<?>>>();
        int capacity = MAX_BATCH;
        for (var rooms = waiting.iterator(); rooms.hasNext() && capacity > 0; ) {
            var room = rooms.next();
            rooms.remove();
            var updates = take(queue(room), capacity);
            taken.put(room, updates);
            capacity -= updates.size();
        }
        return Batch.shared(taken);
    }

    private static List<QueuedUpdate<?>> take(RoomQueue queue, int capacity) {
        queue.isBusy = true;
        var taken = new ArrayList<QueuedUpdate<?>>();
        while (taken.size() < capacity
                && !queue.updates.isEmpty()
                && queue.updates.element().isBatched()) {
            taken.add(queue.updates.remove());
        }
        return taken;
    }

    private RoomQueue queue(RoomId room) {
        return Objects.requireNonNull(queues.get(room));
    }
}
