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
 * One change on its way. Its thread waits for one of two things: to lead a turn, or that another thread has done it.
 *
 * @param <T> what the change answers
 */
final class QueuedUpdate<T> {

    private final RoomId room;
    private final @Nullable PrefetchRequest foreseen;
    private final Function<RoomStore, Optional<Room>> opening;
    private final Function<RoomUpdate, T> work;
    private final Supplier<T> otherwise;

    private final Semaphore news = new Semaphore(0);

    // Handed over between threads by the semaphore.
    private @Nullable Supplier<UpdateBatch> turn;
    private @Nullable T result;
    private @Nullable Throwable failure;

    private QueuedUpdate(
            RoomId room,
            @Nullable PrefetchRequest foreseen,
            Function<RoomStore, Optional<Room>> opening,
            Function<RoomUpdate, T> work,
            Supplier<T> otherwise) {
        this.room = room;
        this.foreseen = foreseen;
        this.opening = opening;
        this.work = work;
        this.otherwise = otherwise;
    }

    /** A change that has its transaction for itself, and may write to stores. */
    static <T> QueuedUpdate<T> alone(RoomId room, Function<RoomUpdate, T> work) {
        return new QueuedUpdate<>(room, null, rooms -> rooms.lock(room), work, () -> {
            throw new Refusal.NotFound("room");
        });
    }

    /** A change that goes with others. */
    static <T> QueuedUpdate<T> shared(PrefetchRequest foreseen, Function<RoomUpdate, T> work) {
        var room = foreseen.room();
        return new QueuedUpdate<>(room, foreseen, rooms -> rooms.lock(room), work, () -> {
            throw new Refusal.NotFound("room");
        });
    }

    /** A change of a room that is new. */
    static <T> QueuedUpdate<Optional<T>> founding(Room room, Function<RoomUpdate, T> work) {
        return new QueuedUpdate<>(
                room.id(),
                null,
                rooms -> rooms.add(room) ? Optional.of(room) : Optional.empty(),
                change -> Optional.of(work.apply(change)),
                Optional::empty);
    }

    RoomId room() {
        return room;
    }

    boolean isShared() {
        return foreseen != null;
    }

    /** What the change is going to ask for; nothing for who goes alone. */
    Optional<PrefetchRequest> foreseen() {
        return Optional.ofNullable(foreseen);
    }

    Optional<Room> open(RoomStore rooms) {
        return opening.apply(rooms);
    }

    /**
     * Lets the change happen. One that goes with others is told later if it was refused, and they go on without it.
     *
     * @return false if it was refused; then nothing of it is to be stored
     */
    boolean attempt(RoomUpdate change) {
        try {
            succeed(work.apply(change));
            return true;
        } catch (Refusal refusal) {
            if (!isShared()) {
                throw refusal;
            }
            fail(refusal);
            return false;
        }
    }

    /** There is no room to change. */
    void goWithoutRoom() {
        try {
            succeed(otherwise.get());
        } catch (Refusal refusal) {
            fail(refusal);
        }
    }

    private void succeed(T outcome) {
        result = outcome;
        failure = null;
    }

    /** Takes the last word of before. */
    void fail(Throwable cause) {
        failure = cause;
    }

    // --- between threads -------------------------------------------------------------------------------------------

    /** @param mine asked on this change's own thread, when it begins */
    void lead(Supplier<UpdateBatch> mine) {
        turn = mine;
        news.release();
    }

    /** What happened last stands. */
    void settle() {
        news.release();
    }

    /** The turn that this thread has to lead now; null once it is settled. */
    @Nullable
    UpdateBatch await() {
        news.acquireUninterruptibly();
        var mine = turn;
        turn = null;
        return mine == null ? null : mine.get();
    }

    /** What the change answered, or threw. */
    @SuppressWarnings("NullAway") // a change that has not failed has answered, be it null
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
