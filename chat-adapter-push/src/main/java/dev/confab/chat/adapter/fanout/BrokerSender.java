package dev.confab.chat.adapter.fanout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of outbound messages of one shard, with one thread that sends them in batches and retries until they are sent.
 * A full queue drops the oldest messages. Other nodes detect those by later versions or when they reconcile.
 */
final class BrokerSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerSender.class);
    private static final int MAX_BATCH = 500;
    private static final int MAX_BATCH_BYTES = 1 << 20;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final Broker broker;
    private final int shard;
    private final QueueLimits limits;
    private final Backoff backoff;
    private final Thread sender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<BrokerMessage> queue = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private boolean closed;

    /** @param shard the shard of the broker that all messages belong to */
    BrokerSender(Broker broker, int shard, QueueLimits limits, Timing timing) {
        this.broker = broker;
        this.shard = shard;
        this.limits = limits;
        backoff = new Backoff(timing.maxBackoff());
        sender = Thread.ofVirtual().name("fan-out-sender").unstarted(this::sendAll);
    }

    void open() {
        sender.start();
    }

    /** Queues a message behind those before it. A closed sender ignores it. Neither blocks nor throws. */
    void put(BrokerMessage message) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            queue.addLast(message);
            bytes += message.weight();
            dropOldest();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void dropOldest() {
        while (queue.size() > limits.messages() || (bytes > limits.bytes() && queue.size() > 1)) {
            bytes -= queue.removeFirst().weight();
            dropped++;
        }
    }

    /** Returns the number of messages that were dropped since the start. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    private void sendAll() {
        try {
            for (var batch = takeBatch(); !batch.isEmpty(); batch = takeBatch()) {
                send(batch);
            }
        } catch (InterruptedException closing) {
            // close() ends the thread.
        }
    }

    /** Waits for messages. Returns an empty batch if the sender is closed and the queue is empty. */
    private List<BrokerMessage> takeBatch() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && !closed) {
                changed.await();
            }
            return takeMessages();
        } finally {
            lock.unlock();
        }
    }

    private List<BrokerMessage> takeMessages() {
        var batch = new ArrayList<BrokerMessage>();
        for (long taken = 0; !queue.isEmpty() && batch.size() < MAX_BATCH && taken < MAX_BATCH_BYTES; ) {
            var message = queue.removeFirst();
            batch.add(message);
            taken += message.weight();
        }
        bytes -= batch.stream().mapToLong(BrokerMessage::weight).sum();
        return batch;
    }

    private void send(List<BrokerMessage> batch) throws InterruptedException {
        long droppedBefore = dropped();
        while (!trySend(batch)) {
            backoff.pause();
        }
        backoff.reset();
        if (dropped() > droppedBefore) {
            LOG.warn(
                    "Queue to the broker was full: {} events dropped, other nodes read them from the store",
                    dropped() - droppedBefore);
        }
    }

    private boolean trySend(List<BrokerMessage> batch) {
        try {
            broker.send(shard, batch);
            return true;
        } catch (RuntimeException failure) {
            LOG.debug(
                    "Sending {} events to the broker failed and is retried: {}",
                    batch.size(),
                    failure.getClass().getSimpleName());
            return false;
        }
    }

    /** Sends the queued messages if that is possible within a second, and ends the thread. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        Threads.end(sender, CLOSE_TIMEOUT);
    }
}
