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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of inbound messages, with one thread that passes them to a listener, so that the broker's threads do not wait.
 * A full queue drops the newest messages and reports their rooms as possible losses. No method blocks.
 */
final class BrokerReceiver implements MessageListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerReceiver.class);
    private static final int MAX_BATCH = 500;
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    private final MessageListener listener;
    private final Supplier<Set<RoomId>> followedRooms;
    private final QueueLimits limits;
    private final Thread worker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<BrokerMessage> queue = new ArrayDeque<>();
    private long bytes;
    private Loss loss = new Loss();
    private boolean closed;

    /** Possible losses that have not been reported yet. */
    private static final class Loss {
        private final Set<RoomId> rooms = new HashSet<>();
        private boolean inAnyRoom;
        private boolean forAllNodes;

        boolean isNone() {
            return rooms.isEmpty() && !inAnyRoom && !forAllNodes;
        }
    }

    private record Batch(List<BrokerMessage> messages, Loss loss) {}

    /**
     * @param listener called by one thread; may block
     * @param followedRooms returns the rooms that are affected if a message for any room was dropped
     */
    BrokerReceiver(MessageListener listener, Supplier<Set<RoomId>> followedRooms, QueueLimits limits) {
        this.listener = listener;
        this.followedRooms = followedRooms;
        this.limits = limits;
        worker = Thread.ofVirtual().name("fan-out-receiver").unstarted(this::receiveAll);
    }

    void open() {
        worker.start();
    }

    @Override
    public void onMessage(BrokerMessage message) {
        update(() -> {
            if (queue.size() < limits.messages() && bytes < limits.bytes()) {
                queue.addLast(message);
                bytes += message.weight();
            } else {
                recordLoss(message);
            }
        });
    }

    /** Records the loss of a message. One to all nodes may be about any room. */
    private void recordLoss(BrokerMessage message) {
        if (message.room() == null) {
            loss.forAllNodes = true;
            loss.inAnyRoom = true;
        } else {
            loss.rooms.add(message.room());
        }
    }

    @Override
    public void onPossibleLoss(Collection<RoomId> rooms) {
        update(() -> loss.rooms.addAll(rooms));
    }

    @Override
    public void onPossibleLossForAllNodes() {
        update(() -> loss.forAllNodes = true);
    }

    private void update(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void receiveAll() {
        try {
            for (var batch = takeBatch(); !closed; batch = takeBatch()) {
                batch.messages().forEach(message -> runGuarded(() -> listener.onMessage(message)));
                report(batch.loss());
            }
        } catch (InterruptedException closing) {
            // close() ends the thread.
        }
    }

    private Batch takeBatch() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && loss.isNone() && !closed) {
                changed.await();
            }
            var batch = new Batch(takeMessages(), loss);
            loss = new Loss();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private List<BrokerMessage> takeMessages() {
        var messages = new ArrayList<BrokerMessage>();
        while (!queue.isEmpty() && messages.size() < MAX_BATCH) {
            messages.add(queue.removeFirst());
        }
        bytes -= messages.stream().mapToLong(BrokerMessage::weight).sum();
        return messages;
    }

    private void report(Loss reported) {
        if (reported.inAnyRoom) {
            runGuarded(() -> listener.onPossibleLoss(followedRooms.get()));
        } else if (!reported.rooms.isEmpty()) {
            runGuarded(() -> listener.onPossibleLoss(reported.rooms));
        }
        if (reported.forAllNodes) {
            runGuarded(listener::onPossibleLossForAllNodes);
        }
    }

    /** Runs a step so that a fault of one message does not end the thread. */
    private static void runGuarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error fault) {
            LOG.error(
                    "Handling a message of another node failed; its rooms are reconciled later: {}",
                    fault.getClass().getName());
        }
    }

    @Override
    public void close() {
        update(() -> closed = true);
        Threads.end(worker, CLOSE_TIMEOUT);
    }
}
