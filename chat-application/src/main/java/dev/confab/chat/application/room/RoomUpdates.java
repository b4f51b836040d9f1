package dev.confab.chat.application.room;

import dev.confab.chat.application.push.PushEnqueuer;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one way by which rooms change: one transaction, and after its commit the events of it, so that everything is
 * stored before it is shown. Changes of one room take turns, from before the transaction until after the events, and so
 * this node tells of them in the order of their versions. Waiting for a turn also keeps the threads of a busy room from
 * holding all database connections while they queue for its row.
 *
 * <p>What goes with others shares its transaction with all that came, for whatever rooms, while the one before was
 * running. Of several changes of one room each sees what the earlier ones left. A refused one fails alone. A room that another node
 * is changing is left out, and gets a turn of its own that waits for it; so the others need not. When the transaction
 * fails, all fail with it, but for a fault that may be of one change alone: then each has its own transaction.
 *
 * <p>One instance serves all use cases of a node. Callable from every thread; calls must not nest.
 */
public final class RoomUpdates {

    private final Stores stores;
    private final Transactions transactions;
    private final RoomStore rooms;
    private final MessageDetailsLoader details;
    private final RoomEvents events;
    private final Runnable onImagesDiscarded;
    private final Prefetch foresight;
    private final UpdateWriter storing;
    private final UpdateQueue turns = new UpdateQueue();

    public RoomUpdates(
            Stores stores,
            RoomEvents events,
            MessageDetailsLoader details,
            PushEnqueuer pushes,
            Runnable onImagesDiscarded) {
        this.stores = stores;
        this.transactions = stores.transactions();
        this.rooms = stores.rooms();
        this.details = details;
        this.events = events;
        this.onImagesDiscarded = onImagesDiscarded;
        this.foresight = new Prefetch(stores);
        this.storing = new UpdateWriter(stores, pushes);
    }

    /**
     * Locks the room, lets {@code work} change it, stores the changes and then tells of them. When it throws, nothing is
     * stored and nothing is told. {@code work} may run again, after all of the time before was undone.
     *
     * @throws Refusal.NotFound if there is no such room
     */
    public <T> T update(RoomId id, Function<RoomUpdate, T> work) {
        return run(QueuedUpdate.alone(id, work));
    }

    /**
     * As {@link #update}, in one transaction with others. {@code work} reads by the {@link RoomUpdate} what others may have
     * changed before it, and writes to no store.
     */
    public <T> T updateBatched(PrefetchRequest foreseen, Function<RoomUpdate, T> work) {
        return run(QueuedUpdate.shared(foreseen, work));
    }

    /** As {@link #update}, for a room that is new; empty, without running {@code work}, if its key is taken. */
    <T> Optional<T> create(Room room, Function<RoomUpdate, T> work) {
        return run(QueuedUpdate.founding(room, work));
    }

    /** Whoever leads a turn does the work of all who are in it. */
    private <T> T run(QueuedUpdate<T> ticket) {
        turns.enter(ticket);
        for (var turn = ticket.await(); turn != null; turn = ticket.await()) {
            execute(turn);
        }
        return ticket.result();
    }

    private void execute(UpdateBatch turn) {
        var left = Set.<RoomId>of();
        try {
            left = run(turn);
        } finally {
            turns.end(turn, left::contains);
            settle(turn, left);
        }
    }

    private static void settle(UpdateBatch turn, Set<RoomId> left) {
        turn.tickets().forEach((room, tickets) -> {
            if (left.contains(room)) {
                UpdateBatch.of(room, tickets).begin();
            } else {
                tickets.forEach(QueuedUpdate::settle);
            }
        });
    }

    /** Answers the rooms that were left out. */
    private Set<RoomId> run(UpdateBatch turn) {
        return stored(turn).map(this::publish).orElse(Set.of());
    }

    /** Empty if nothing of this transaction was stored; then each change knows why. */
    private Optional<Done> stored(UpdateBatch turn) {
        try {
            return Optional.of(transactions.write(() -> update(turn)));
        } catch (Unavailable | Refusal failure) {
            turn.all().forEach(ticket -> ticket.fail(failure));
        } catch (RuntimeException failure) {
            turn.all().forEach(ticket -> ticket.fail(failure));
            retryEachAlone(turn);
        } catch (Error failure) {
            turn.all().forEach(ticket -> ticket.fail(failure));
            throw failure;
        }
        return Optional.empty();
    }

    /** Nobody suffers from what is wrong with the change of somebody else. */
    private void retryEachAlone(UpdateBatch turn) {
        var all = turn.all().toList();
        if (all.size() > 1) {
            all.forEach(ticket -> run(UpdateBatch.of(ticket.room(), List.of(ticket))));
        }
    }

    private Set<RoomId> publish(Done done) {
        events.publish(done.events());
        if (done.discardsImages()) {
            onImagesDiscarded.run();
        }
        return done.left();
    }

    private record Done(List<RoomEvent> events, boolean discardsImages, Set<RoomId> left) {

        static Done with(List<PendingWrites> notes, Set<RoomId> left) {
            var events = notes.stream().flatMap(noted -> noted.events.stream()).toList();
            return new Done(events, notes.stream().anyMatch(noted -> noted.discardsImages), left);
        }
    }

    private Done update(UpdateBatch turn) {
        var open = turn.isShared() ? rooms.tryLockAll(turn.tickets().keySet()) : opened(turn);
        var known = foresight.of(turn.all()
                .filter(ticket -> open.containsKey(ticket.room()))
                .flatMap(ticket -> ticket.foreseen().stream())
                .toList());
        var notes = new ArrayList<PendingWrites>();
        turn.tickets()
                .forEach((room, tickets) -> Optional.ofNullable(open.get(room))
                        .map(opened -> attempt(opened, known, tickets))
                        .ifPresent(notes::add));
        storing.store(notes);
        return Done.with(notes, left(turn, open.keySet()));
    }

    /** The one room of {@code turn}; what wants a room, and finds none, is told so. */
    private Map<RoomId, Room> opened(UpdateBatch turn) {
        var tickets = turn.all().toList();
        var opened = tickets.get(0).open(rooms);
        if (opened.isEmpty()) {
            tickets.forEach(QueuedUpdate::goWithoutRoom);
        }
        return opened.stream().collect(Collectors.toMap(Room::id, Function.identity()));
    }

    /** Whoever waits for a room finds out whether it still is. */
    private static Set<RoomId> left(UpdateBatch turn, Set<RoomId> opened) {
        if (!turn.isShared()) {
            return Set.of();
        }
        var left = new HashSet<>(turn.tickets().keySet());
        left.removeAll(opened);
        return left;
    }

    private PendingWrites attempt(Room room, PrefetchedRows known, List<QueuedUpdate<?>> tickets) {
        var notes = new PendingWrites(room);
        for (var ticket : tickets) {
            var attempted = notes.copy();
            if (ticket.attempt(new RoomUpdate(attempted, known, stores, details))) {
                notes = attempted;
            }
        }
        return notes;
    }
}
