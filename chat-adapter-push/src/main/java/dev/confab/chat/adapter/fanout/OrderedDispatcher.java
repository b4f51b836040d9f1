package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.Subscription;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dispatches events to the listeners of one process. Events with the same key are delivered one after the other, in the
 * order of their publication. Events with different keys may be delivered at the same time.
 *
 * <p>There is no thread and no lock. A publisher adds its event to the partition of the key. The first publisher there
 * delivers until the partition is empty, while others return at once. So publishing does not wait, not even from within a
 * listener. A partition holds the events that arrive during the current delivery; listeners bound it by returning soon.
 *
 * <p>If a listener throws, it misses that event only, and other listeners still get it.
 */
final class OrderedDispatcher<E> {

    private static final Logger LOG = LoggerFactory.getLogger(OrderedDispatcher.class);
    private static final int PARTITIONS = 256;

    private final Function<? super E, ?> key;
    private final List<Listener<E>> listeners = new CopyOnWriteArrayList<>();
    private final List<Partition> partitions = IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new Partition())
            .toList();

    /** @param key returns the key within which events keep their order */
    OrderedDispatcher(Function<? super E, ?> key) {
        this.key = key;
    }

    void publish(E event) {
        partition(event).put(event);
    }

    /** Publishes an event, unless {@code maxPending} events wait in its partition. Returns whether it was published. */
    boolean offer(E event, int maxPending) {
        var partition = partition(event);
        if (partition.pending.get() >= maxPending) {
            return false;
        }
        partition.put(event);
        return true;
    }

    private Partition partition(E event) {
        return partitions.get(Math.floorMod(key.apply(event).hashCode(), PARTITIONS));
    }

    /** Adds a listener. One that is added several times is called several times. */
    Subscription subscribe(Consumer<? super E> consumer) {
        var listener = new Listener<E>(consumer);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** A listener, compared by identity, so that closing one subscription removes one. */
    private static final class Listener<E> {

        private final Consumer<? super E> consumer;

        Listener(Consumer<? super E> consumer) {
            this.consumer = consumer;
        }

        void deliver(E event) {
            try {
                consumer.accept(event);
            } catch (Throwable fault) {
                LOG.error(
                        "Listener failed on {}; other listeners are not affected",
                        event.getClass().getSimpleName(),
                        withoutMessage(fault));
            }
        }

        /** Returns the stack without the message, which may quote user content. */
        private static Throwable withoutMessage(Throwable fault) {
            var bare = new IllegalStateException(fault.getClass().getName());
            bare.setStackTrace(fault.getStackTrace());
            return bare;
        }
    }

    /** Events that are delivered one after the other. */
    private final class Partition {

        private final Queue<E> waiting = new ConcurrentLinkedQueue<>();

        /** Number of events that wait or are being delivered. The thread that raises it from 0 delivers. */
        private final AtomicInteger pending = new AtomicInteger();

        void put(E event) {
            waiting.add(event);
            if (pending.getAndIncrement() == 0) {
                deliver();
            }
        }

        private void deliver() {
            do {
                // put() adds before it counts, so there is an event for each count.
                E event = waiting.remove();
                listeners.forEach(listener -> listener.deliver(event));
            } while (pending.decrementAndGet() > 0);
        }
    }
}
