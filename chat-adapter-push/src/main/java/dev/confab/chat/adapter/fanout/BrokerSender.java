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
 * The parcels that wait to be sent, and the one thread that sends them: all that waits together, up to a bound, and again
 * and again until it is sent. Where too many wait the oldest are dropped; who misses them finds out by the newer ones, or
 * by asking the store.
 */
final class BrokerSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerSender.class);
    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_BYTES_AT_ONCE = 1 << 20;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Broker broker;
    private final int shard;
    private final QueueLimits bounds;
    private final Backoff backoff;
    private final Thread sender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<BrokerMessage> waiting = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private boolean closed;

    /** @param shard of the broker, to which all parcels belong */
    BrokerSender(Broker broker, int shard, QueueLimits bounds, Timing timing) {
        this.broker = broker;
        this.shard = shard;
        this.bounds = bounds;
        backoff = new Backoff(timing.pause());
        sender = Thread.ofVirtual().name("fan-out-sender").unstarted(this::sendAll);
    }

    void open() {
        sender.start();
    }

    /** Takes a parcel to be sent after those before it. Neither blocks nor throws. */
    void put(BrokerMessage parcel) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            waiting.addLast(parcel);
            bytes += parcel.weight();
            dropWhatIsTooMuch();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void dropWhatIsTooMuch() {
        while (waiting.size() > bounds.parcels() || (bytes > bounds.bytes() && waiting.size() > 1)) {
            bytes -= waiting.removeFirst().weight();
            dropped++;
        }
    }

    /** How many were dropped since the start. */
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
            for (var batch = take(); !batch.isEmpty(); batch = take()) {
                send(batch);
            }
        } catch (InterruptedException end) {
            // closed
        }
    }

    /** Waits for something to send; empty once there is nothing more to come. */
    private List<BrokerMessage> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            return takeAtOnce();
        } finally {
            lock.unlock();
        }
    }

    private List<BrokerMessage> takeAtOnce() {
        var batch = new ArrayList<BrokerMessage>();
        for (long taken = 0; !waiting.isEmpty() && batch.size() < MOST_AT_ONCE && taken < MOST_BYTES_AT_ONCE; ) {
            var parcel = waiting.removeFirst();
            batch.add(parcel);
            taken += parcel.weight();
        }
        bytes -= batch.stream().mapToLong(BrokerMessage::weight).sum();
        return batch;
    }

    private void send(List<BrokerMessage> batch) throws InterruptedException {
        long lost = dropped();
        while (!isSent(batch)) {
            backoff.pause();
        }
        backoff.reset();
        if (dropped() > lost) {
            LOG.warn("{} events for other nodes were dropped: they have to ask the store", dropped() - lost);
        }
    }

    private boolean isSent(List<BrokerMessage> batch) {
        try {
            broker.send(shard, batch);
            return true;
        } catch (RuntimeException failure) {
            LOG.debug(
                    "{} events could not be sent: {}",
                    batch.size(),
                    failure.getClass().getSimpleName());
            return false;
        }
    }

    /** Sends what waits, if that is possible soon, and ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        Threads.end(sender, LAST_WORDS);
    }
}
