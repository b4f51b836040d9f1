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
 * Hands events to listeners within one process. Events of one key come one after the other, in the order in which they
 * were published; those of different keys may come at the same time.
 *
 * <p>There is no thread and no lock here. A publisher puts its event into the lane of the key; if nobody is delivering
 * there, it delivers until the lane is empty, else whoever is does it. So publishing waits for nobody, also from within
 * a listener. What waits in a lane is what came in during the calls under way: it is the listeners' duty to return soon
 * that bounds it.
 *
 * <p>A listener that throws misses nothing but that event, and nobody else does.
 */
final class OrderedDispatcher<E> {

    private static final Logger LOG = LoggerFactory.getLogger(OrderedDispatcher.class);
    private static final int LANES = 256;

    private final Function<? super E, ?> key;
    private final List<Listener<E>> listeners = new CopyOnWriteArrayList<>();
    private final List<Lane> lanes =
            IntStream.range(0, LANES).mapToObj(lane -> new Lane()).toList();

    /** @param key of an event: what it must not overtake another event of */
    OrderedDispatcher(Function<? super E, ?> key) {
        this.key = key;
    }

    void publish(E event) {
        lane(event).put(event);
    }

    /** As {@link #publish}, unless {@code most} events wait in the lane already; answers whether it was. */
    boolean offer(E event, int most) {
        var lane = lane(event);
        if (lane.pending.get() >= most) {
            return false;
        }
        lane.put(event);
        return true;
    }

    private Lane lane(E event) {
        return lanes.get(Math.floorMod(key.apply(event).hashCode(), LANES));
    }

    /** The same listener may subscribe several times, and is then called several times. */
    Subscription subscribe(Consumer<? super E> call) {
        var listener = new Listener<E>(call);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Equal to nothing but itself, so that closing one subscription ends one. */
    private static final class Listener<E> {

        private final Consumer<? super E> call;

        Listener(Consumer<? super E> call) {
            this.call = call;
        }

        void hear(E event) {
            try {
                call.accept(event);
            } catch (Throwable fault) {
                LOG.error("A listener failed on {}", event.getClass().getSimpleName(), withoutMessage(fault));
            }
        }

        /** Where it happened; what its message says may come from what people wrote. */
        private static Throwable withoutMessage(Throwable fault) {
            var bare = new IllegalStateException(fault.getClass().getName());
            bare.setStackTrace(fault.getStackTrace());
            return bare;
        }
    }

    /** Events that must not overtake each other. */
    private final class Lane {

        private final Queue<E> waiting = new ConcurrentLinkedQueue<>();

        /** How many events are in the queue or being delivered; who raises it from 0 delivers. */
        private final AtomicInteger pending = new AtomicInteger();

        void put(E event) {
            waiting.add(event);
            if (pending.getAndIncrement() == 0) {
                deliver();
            }
        }

        private void deliver() {
            do {
                // Each put counts after it has added, so there is always an event for each count.
                E event = waiting.remove();
                listeners.forEach(listener -> listener.hear(event));
            } while (pending.decrementAndGet() > 0);
        }
    }
}
