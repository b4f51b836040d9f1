package dev.confab.chat.application.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An update that waits in the {@link UpdateQueue} or runs. Its thread sleeps until it has to lead a batch, or until
 * another thread has run the update.
 *
 * @param <T> the result of the update
 */
final class QueuedUpdate<T> {

    private final RoomId room;
    private final Prefetch.@Nullable Request prefetch;
    private final Function<RoomStore, Optional<Room>> opening;
    private final Function<RoomUpdate, T> work;
    private final Supplier<T> resultWithoutRoom;

    private final Semaphore signal = new Semaphore(0);

    // Handed over between threads by the semaphore.
    private @Nullable Supplier<UpdateQueue.Batch> batch;
    private @Nullable T result;
    private @Nullable Throwable failure;

    private QueuedUpdate(
            RoomId room,
            Prefetch.@Nullable Request prefetch,
            Function<RoomStore, Optional<Room>> opening,
            Function<RoomUpdate, T> work,
            Supplier<T> resultWithoutRoom) {
        this.room = room;
        this.prefetch = prefetch;
        this.opening = opening;
        this.work = work;
        this.resultWithoutRoom = resultWithoutRoom;
    }

    /** Returns an update that has a transaction of its own and may write to stores. */
    static <T> QueuedUpdate<T> exclusive(RoomId room, Function<RoomUpdate, T> work) {
        return new QueuedUpdate<>(room, null, rooms -> rooms.lock(room), work, () -> {
            throw roomNotFound();
        });
    }

    /** Returns an update that shares its transaction with others. */
    static <T> QueuedUpdate<T> batched(Prefetch.Request prefetch, Function<RoomUpdate, T> work) {
        var room = prefetch.room();
        return new QueuedUpdate<>(room, prefetch, rooms -> rooms.lock(room), work, () -> {
            throw roomNotFound();
        });
    }

    /** Returns an update of a new room. Its result is empty if the key of the room is taken. */
    static <T> QueuedUpdate<Optional<T>> creating(Room room, Function<RoomUpdate, T> work) {
        return new QueuedUpdate<>(
                room.id(),
                null,
                rooms -> rooms.add(room) ? Optional.of(room) : Optional.empty(),
                update -> Optional.of(work.apply(update)),
                Optional::empty);
    }

    private static Refusal roomNotFound() {
        return new Refusal.NotFound("room");
    }

    RoomId room() {
        return room;
    }

    boolean isBatched() {
        return prefetch != null;
    }

    /** Returns what to prefetch for the update; empty for an exclusive one. */
    Optional<Prefetch.Request> prefetch() {
        return Optional.ofNullable(prefetch);
    }

    /** Locks or adds the room; empty if there is none to update. */
    Optional<Room> open(RoomStore rooms) {
        return opening.apply(rooms);
    }

    /**
     * Runs the update. The refusal of a batched update becomes its outcome and does not affect the rest of the batch.
     *
     * @return false if the update was refused, so that none of its writes may be stored
     */
    boolean attempt(RoomUpdate update) {
        try {
            succeed(work.apply(update));
            return true;
        } catch (Refusal refusal) {
            if (!isBatched()) {
                throw refusal;
            }
            fail(refusal);
            return false;
        }
    }

    /** Ends the update because its room does not exist. */
    void endWithoutRoom() {
        try {
            succeed(resultWithoutRoom.get());
        } catch (Refusal refusal) {
            fail(refusal);
        }
    }

    private void succeed(T value) {
        result = value;
        failure = null;
    }

    /** Replaces any earlier outcome. */
    void fail(Throwable cause) {
        failure = cause;
    }

    // --- handover between threads ----------------------------------------------------------------------------------

    /**
     * Lets this update's thread run a batch.
     *
     * @param nextBatch called on that thread when it starts
     */
    void lead(Supplier<UpdateQueue.Batch> nextBatch) {
        batch = nextBatch;
        signal.release();
    }

    /** Makes the latest outcome final and wakes this update's thread. */
    void settle() {
        signal.release();
    }

    /** Waits. Returns the batch that this thread has to run now, or null once the update is settled. */
    UpdateQueue.@Nullable Batch await() {
        signal.acquireUninterruptibly();
        var next = batch;
        batch = null;
        return next == null ? null : next.get();
    }

    /** Returns the result of the update, or throws what it threw. */
    @SuppressWarnings("NullAway") // an update that has not failed has a result, which may be null
    T result() {
        if (failure instanceof RuntimeException cause) {
            throw cause;
        }
        if (failure != null) {
            throw (Error) failure;
        }
        return result;
    }
}
