package dev.confab.chat.application.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.ReactionStore;
import dev.confab.chat.domain.port.ReceiptJournal;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The one way by which rooms change: one transaction, and after its commit the events of it, so that everything is
 * stored before it is shown. Changes of one room go through a lane, one after the other, from before the transaction
 * until after the events, and so this node tells of them in the order of their versions. Waiting in a lane also keeps
 * the threads of a busy room from holding all database connections while they queue for its row.
 *
 * <p>One instance serves all use cases of a node. Callable from every thread; calls must not nest.
 */
public final class RoomChanges {

    private static final int LANES = 1_024;

    private final Transactions transactions;
    private final RoomStore rooms;
    private final MembershipStore memberships;
    private final MessageStore messages;
    private final ReactionStore reactions;
    private final MessageDetails details;
    private final ImageCatalog images;
    private final ImageFiles imageFiles;
    private final ReceiptJournal journal;
    private final RoomEvents events;
    private final List<ReentrantLock> lanes =
            IntStream.range(0, LANES).mapToObj(lane -> new ReentrantLock(true)).toList();

    public RoomChanges(
            Transactions transactions,
            RoomStore rooms,
            MembershipStore memberships,
            MessageStore messages,
            ReactionStore reactions,
            MessageDetails details,
            ImageCatalog images,
            ImageFiles imageFiles,
            ReceiptJournal journal,
            RoomEvents events) {
        this.transactions = transactions;
        this.rooms = rooms;
        this.memberships = memberships;
        this.messages = messages;
        this.reactions = reactions;
        this.details = details;
        this.images = images;
        this.imageFiles = imageFiles;
        this.journal = journal;
        this.events = events;
    }

    /**
     * Locks the room, lets {@code work} change it, stores the changes and then tells of them. When it throws, nothing is
     * stored and nothing is told.
     *
     * @throws Refusal.NotFound if there is no such room
     */
    public <T> T change(RoomId id, Function<RoomChange, T> work) {
        return inLane(id, () -> {
            var room = rooms.lock(id).orElseThrow(() -> new Refusal.NotFound("room"));
            return run(room, work);
        });
    }

    /** As {@link #change}, for a room that is new; empty, without running {@code work}, if its key is taken. */
    <T> Optional<T> found(Room room, Function<RoomChange, T> work) {
        return inLane(room.id(), () -> {
            if (!rooms.add(room)) {
                return new Done<>(Optional.<T>empty(), List.of(), false);
            }
            var done = run(room, work);
            return new Done<>(Optional.of(done.result()), done.events(), done.discardsImages());
        });
    }

    private record Done<T>(T result, List<RoomEvent> events, boolean discardsImages) {}

    private <T> Done<T> run(Room room, Function<RoomChange, T> work) {
        var change = new RoomChange(room, rooms, memberships, messages, reactions, details, images, journal);
        T result = work.apply(change);
        var told = change.store();
        return new Done<>(result, told, change.discardsImages());
    }

    private <T> T inLane(RoomId room, Supplier<Done<T>> work) {
        var lane = lanes.get(Math.floorMod(room.hashCode(), LANES));
        lane.lock();
        try {
            var done = transactions.write(work);
            events.publish(done.events());
            if (done.discardsImages()) {
                imageFiles.collectSoon();
            }
            return done.result();
        } finally {
            lane.unlock();
        }
    }
}
