package dev.confab.chat.application.room;

import dev.confab.chat.application.push.PushEnqueuer;
import dev.confab.chat.application.view.MessageDetailsLoader;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The only way to change rooms. Each update runs in a transaction, and its events are published after the commit, so that
 * everything is stored before it is shown. Updates of one room run one batch at a time, until their events are published.
 * This node therefore publishes the events of a room in the order of their versions. The queue also keeps the threads of a
 * busy room from holding all database connections while they wait for the row of that room.
 *
 * <p><b>Group commit.</b> Batched updates that arrive during a transaction share the next one, across rooms. An update sees
 * the changes of the earlier updates of its room. A refused update does not affect the others. A room that another node has
 * locked is skipped, and its updates get a batch of their own that waits for the lock. If the transaction fails, all of its
 * updates fail; after a fault that one update may have caused, each is retried in a transaction of its own.
 *
 * <p>All use cases of a node share one instance. Callable from every thread; calls must not nest.
 */
public final class RoomUpdates {

    private final Stores stores;
    private final RoomEvents events;
    private final MessageDetailsLoader details;
    private final PushEnqueuer pushes;
    private final Runnable onImagesDiscarded;
    private final Prefetch prefetch;
    private final UpdateQueue queue = new UpdateQueue();

    /** @param onImagesDiscarded called after a commit that discarded images; must not block */
    public RoomUpdates(
            Stores stores,
            RoomEvents events,
            MessageDetailsLoader details,
            PushEnqueuer pushes,
            Runnable onImagesDiscarded) {
        this.stores = stores;
        this.events = events;
        this.details = details;
        this.pushes = pushes;
        this.onImagesDiscarded = onImagesDiscarded;
        this.prefetch = new Prefetch(stores);
    }

    /**
     * Locks the room, applies {@code work}, stores the recorded rows and publishes the recorded events. If it throws,
     * nothing is stored or published. {@code work} may run again after its earlier effects were rolled back.
     *
     * @throws Refusal.NotFound if there is no such room
     */
    public <T> T update(RoomId room, Function<RoomUpdate, T> work) {
        return run(QueuedUpdate.exclusive(room, work));
    }

    /**
     * Applies {@code work} as {@link #update} does, in one transaction with other updates. {@code work} must query rows
     * that earlier updates may have changed through {@link RoomUpdate}, and must not write to a store.
     *
     * @param actor whose membership and account are prefetched
     * @param clientId whose earlier message of the actor is prefetched; null for none
     */
    public <T> T updateBatched(RoomId room, UserId actor, @Nullable ClientId clientId, Function<RoomUpdate, T> work) {
        return run(QueuedUpdate.batched(new Prefetch.Request(room, actor, clientId), work));
    }

    /** Adds a new room and applies {@code work} to it. Returns empty, without applying it, if the room's key is taken. */
    <T> Optional<T> create(Room room, Function<RoomUpdate, T> work) {
        return run(QueuedUpdate.creating(room, work));
    }

    private <T> T run(QueuedUpdate<T> update) {
        queue.add(update);
        for (var batch = update.await(); batch != null; batch = update.await()) {
            run(batch);
        }
        return update.result();
    }

    private void run(UpdateQueue.Batch batch) {
        var skipped = Set.<RoomId>of();
        try {
            skipped = storeAndPublish(batch);
        } finally {
            queue.end(batch, skipped::contains);
            settle(batch, skipped);
        }
    }

    private static void settle(UpdateQueue.Batch batch, Set<RoomId> skipped) {
        batch.updates().forEach((room, updates) -> {
            if (skipped.contains(room)) {
                UpdateQueue.Batch.of(room, updates).start();
            } else {
                updates.forEach(QueuedUpdate::settle);
            }
        });
    }

    /** Returns the rooms that were skipped because another node has locked them. */
    private Set<RoomId> storeAndPublish(UpdateQueue.Batch batch) {
        return store(batch).map(this::publish).orElse(Set.of());
    }

    /** Returns empty if nothing was stored; each update then holds its failure. */
    private Optional<Committed> store(UpdateQueue.Batch batch) {
        try {
            return Optional.of(stores.transactions().write(() -> apply(batch)));
        } catch (Unavailable | Refusal failure) {
            batch.all().forEach(update -> update.fail(failure));
        } catch (RuntimeException failure) {
            batch.all().forEach(update -> update.fail(failure));
            retryEachAlone(batch);
        } catch (Error failure) {
            batch.all().forEach(update -> update.fail(failure));
            throw failure;
        }
        return Optional.empty();
    }

    /** Retries each update in a transaction of its own, so that one failure does not affect the others. */
    private void retryEachAlone(UpdateQueue.Batch batch) {
        var updates = batch.all().toList();
        if (updates.size() > 1) {
            updates.forEach(update -> storeAndPublish(UpdateQueue.Batch.of(update.room(), List.of(update))));
        }
    }

    private Set<RoomId> publish(Committed committed) {
        events.publish(committed.events());
        if (committed.discardsImages()) {
            onImagesDiscarded.run();
        }
        return committed.skipped();
    }

    /** What is left to do after the commit of a batch. */
    private record Committed(List<RoomEvent> events, boolean discardsImages, Set<RoomId> skipped) {

        static Committed of(List<PendingWrites> all, Set<RoomId> skipped) {
            var events = all.stream().flatMap(writes -> writes.events.stream()).toList();
            return new Committed(events, all.stream().anyMatch(writes -> writes.discardsImages), skipped);
        }
    }

    private Committed apply(UpdateQueue.Batch batch) {
        var locked =
                batch.isShared() ? stores.rooms().tryLockAll(batch.updates().keySet()) : open(batch);
        var prefetched = prefetch.read(batch.all()
                .filter(update -> locked.containsKey(update.room()))
                .flatMap(update -> update.prefetch().stream())
                .toList());
        var all = new ArrayList<PendingWrites>();
        batch.updates()
                .forEach((room, updates) -> Optional.ofNullable(locked.get(room))
                        .map(current -> applyAll(current, prefetched, updates))
                        .ifPresent(all::add));
        PendingWrites.storeAll(all, stores, pushes);
        return Committed.of(all, skipped(batch, locked.keySet()));
    }

    /** Opens the only room of {@code batch}. If there is none, its updates end. */
    private Map<RoomId, Room> open(UpdateQueue.Batch batch) {
        var updates = batch.all().toList();
        var room = updates.get(0).open(stores.rooms());
        if (room.isEmpty()) {
            updates.forEach(QueuedUpdate::endWithoutRoom);
        }
        return room.stream().collect(Collectors.toMap(Room::id, Function.identity()));
    }

    /** A shared batch cannot tell a locked room from a missing one; the room's own batch finds out. */
    private static Set<RoomId> skipped(UpdateQueue.Batch batch, Set<RoomId> locked) {
        if (!batch.isShared()) {
            return Set.of();
        }
        var skipped = new HashSet<>(batch.updates().keySet());
        skipped.removeAll(locked);
        return skipped;
    }

    private PendingWrites applyAll(Room room, Prefetch.Rows prefetched, List<QueuedUpdate<?>> updates) {
        var writes = new PendingWrites(room);
        for (var update : updates) {
            var attempted = writes.copy();
            if (update.attempt(new RoomUpdate(attempted, prefetched, stores, details))) {
                writes = attempted;
            }
        }
        return writes;
    }
}
