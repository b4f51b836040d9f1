package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.room.RoomId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parcels that came in, and the one thread that opens them, so that nobody who brings some waits for listeners. Where
 * too many wait the newest are dropped, and who follows their rooms is told that something may have got lost.
 */
final class BrokerReceiver implements MessageListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerReceiver.class);
    private static final int MOST_AT_ONCE = 500;
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Opener opener;
    private final QueueLimits bounds;
    private final Thread worker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<BrokerMessage> waiting = new ArrayDeque<>();
    private long bytes;
    private Loss lost = new Loss();
    private boolean closed;

    /** What is done with what came in; by one thread. */
    interface Opener {

        void open(BrokerMessage parcel);

        /** What came for {@code rooms} may have got lost. */
        void mayHaveMissed(Set<RoomId> rooms);

        /** What is for every node may have got lost. */
        void mayHaveMissedForAll();

        /** The rooms that somebody here follows. */
        Set<RoomId> followed();
    }

    /** What may have got lost since it was last told; no more rooms than are followed. */
    private static final class Loss {
        private final Set<RoomId> rooms = new HashSet<>();
        private boolean inAnyRoom;
        private boolean forAll;

        boolean isNone() {
            return rooms.isEmpty() && !inAnyRoom && !forAll;
        }
    }

    /** One turn's work. */
    private record Work(List<BrokerMessage> parcels, Loss lost) {}

    BrokerReceiver(Opener opener, QueueLimits bounds) {
        this.opener = opener;
        this.bounds = bounds;
        worker = Thread.ofVirtual().name("fan-out-receiver").unstarted(this::openAll);
    }

    void open() {
        worker.start();
    }

    @Override
    public void put(BrokerMessage parcel) {
        change(() -> {
            if (waiting.size() < bounds.parcels() && bytes < bounds.bytes()) {
                waiting.addLast(parcel);
                bytes += parcel.weight();
            } else {
                lose(parcel);
            }
        });
    }

    /** A parcel without a room may be for any. */
    private void lose(BrokerMessage parcel) {
        if (parcel.room() == null) {
            lost.forAll = true;
            lost.inAnyRoom = true;
        } else {
            lost.rooms.add(parcel.room());
        }
    }

    @Override
    public void listensTo(Collection<RoomId> rooms) {
        change(() -> lost.rooms.addAll(rooms));
    }

    @Override
    public void listensToAll() {
        change(() -> lost.forAll = true);
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void openAll() {
        try {
            for (var work = take(); !closed; work = take()) {
                work.parcels().forEach(this::open);
                tell(work.lost());
            }
        } catch (InterruptedException end) {
            // closed
        }
    }

    private Work take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && lost.isNone() && !closed) {
                changed.await();
            }
            var work = new Work(takeParcels(), lost);
            lost = new Loss();
            return work;
        } finally {
            lock.unlock();
        }
    }

    private List<BrokerMessage> takeParcels() {
        var parcels = new ArrayList<BrokerMessage>();
        while (!waiting.isEmpty() && parcels.size() < MOST_AT_ONCE) {
            parcels.add(waiting.removeFirst());
        }
        bytes -= parcels.stream().mapToLong(BrokerMessage::weight).sum();
        return parcels;
    }

    private void open(BrokerMessage parcel) {
        guarded(() -> opener.open(parcel));
    }

    private void tell(Loss told) {
        if (told.inAnyRoom) {
            guarded(() -> opener.mayHaveMissed(opener.followed()));
        } else if (!told.rooms.isEmpty()) {
            guarded(() -> opener.mayHaveMissed(told.rooms));
        }
        if (told.forAll) {
            guarded(opener::mayHaveMissedForAll);
        }
    }

    /** No fault of one parcel or listener ends the thread that all depend on. */
    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error fault) {
            LOG.error(
                    "What came from another node could not be told: {}",
                    fault.getClass().getName());
        }
    }

    @Override
    public void close() {
        change(() -> closed = true);
        Threads.end(worker, LAST_WORDS);
    }
}
