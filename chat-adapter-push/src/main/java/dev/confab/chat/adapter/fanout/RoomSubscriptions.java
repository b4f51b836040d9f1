package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.room.RoomId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rooms the listeners of this node follow. The broker follows a room from the first of them to the last. One lock,
 * held for no longer than a look-up.
 */
final class RoomSubscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(RoomSubscriptions.class);

    private final Broker broker;
    private final MessageListener inbox;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RoomId, Integer> followers = new HashMap<>();
    private final List<BrokerEar> ears = new CopyOnWriteArrayList<>();

    /** @param inbox told when a room is followed that was followed before */
    RoomSubscriptions(Broker broker, MessageListener inbox) {
        this.broker = broker;
        this.inbox = inbox;
    }

    RoomEvents.RoomSubscription ear(RoomEvents.Listener listener, Subscription subscription) {
        var ear = new BrokerEar(listener, subscription);
        ears.add(ear);
        return ear;
    }

    boolean isFollowed(RoomId room) {
        return locked(() -> followers.containsKey(room));
    }

    Set<RoomId> rooms() {
        return locked(() -> Set.copyOf(followers.keySet()));
    }

    /** Tells each listener about those of {@code rooms} that it follows. */
    void mayHaveMissed(Set<RoomId> rooms) {
        ears.forEach(ear -> ear.mayHaveMissed(rooms));
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    private void add(RoomId room) {
        if (followers.merge(room, 1, Integer::sum) == 1) {
            broker.follow(room);
        } else {
            inbox.listensTo(List.of(room));
        }
    }

    private void remove(RoomId room) {
        if (followers.merge(room, -1, Integer::sum) == 0) {
            followers.remove(room);
            broker.unfollow(room);
        }
    }

    /** Under the lock of all. */
    private final class BrokerEar implements RoomEvents.RoomSubscription {

        private final RoomEvents.Listener listener;
        private final Subscription subscription;
        private final Set<RoomId> followed = new HashSet<>();
        private boolean closed;

        BrokerEar(RoomEvents.Listener listener, Subscription subscription) {
            this.listener = listener;
            this.subscription = subscription;
        }

        @Override
        public void follow(RoomId room) {
            locked(() -> {
                if (!closed && followed.add(room)) {
                    add(room);
                }
                return room;
            });
        }

        @Override
        public void unfollow(RoomId room) {
            locked(() -> {
                if (followed.remove(room)) {
                    remove(room);
                }
                return room;
            });
        }

        @Override
        public void close() {
            subscription.close();
            ears.remove(this);
            locked(() -> {
                closed = true;
                followed.forEach(RoomSubscriptions.this::remove);
                followed.clear();
                return this;
            });
        }

        void mayHaveMissed(Set<RoomId> rooms) {
            Set<RoomId> concerned = locked(() -> {
                var both = new HashSet<>(rooms);
                both.retainAll(followed);
                return both;
            });
            if (!concerned.isEmpty()) {
                tell(concerned);
            }
        }

        private void tell(Set<RoomId> concerned) {
            try {
                listener.onPossibleLoss(concerned);
            } catch (RuntimeException | Error fault) {
                LOG.error("A listener failed on what may have got lost", fault);
            }
        }
    }
}
