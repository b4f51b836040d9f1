package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.room.RoomId;
import java.util.Collection;
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
 * The rooms that the listeners of this node follow. The broker follows a room while at least one listener does. One lock
 * guards all of it, held no longer than a map access; listeners are called without it.
 */
final class RoomSubscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(RoomSubscriptions.class);

    private final Broker broker;
    private final MessageListener receiver;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RoomId, Integer> followers = new HashMap<>();
    private final List<BrokerSubscription> subscriptions = new CopyOnWriteArrayList<>();

    /** @param receiver notified when a second listener follows a room, which may have missed events */
    RoomSubscriptions(Broker broker, MessageListener receiver) {
        this.broker = broker;
        this.receiver = receiver;
    }

    /** Adds a listener whose local subscription exists already. */
    RoomEvents.RoomSubscription add(RoomEvents.Listener listener, Subscription local) {
        var subscription = new BrokerSubscription(listener, local);
        subscriptions.add(subscription);
        return subscription;
    }

    boolean isFollowed(RoomId room) {
        return locked(() -> followers.containsKey(room));
    }

    Set<RoomId> rooms() {
        return locked(() -> Set.copyOf(followers.keySet()));
    }

    /** Reports possible losses to each listener, for the rooms that it follows. */
    void reportPossibleLoss(Collection<RoomId> rooms) {
        subscriptions.forEach(subscription -> subscription.reportPossibleLoss(rooms));
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    private void addFollower(RoomId room) {
        if (followers.merge(room, 1, Integer::sum) == 1) {
            broker.follow(room);
        } else {
            receiver.onPossibleLoss(List.of(room));
        }
    }

    private void removeFollower(RoomId room) {
        if (followers.merge(room, -1, Integer::sum) == 0) {
            followers.remove(room);
            broker.unfollow(room);
        }
    }

    /** The subscription of one listener. Guarded by the lock of {@link RoomSubscriptions}. */
    private final class BrokerSubscription implements RoomEvents.RoomSubscription {

        private final RoomEvents.Listener listener;
        private final Subscription local;
        private final Set<RoomId> followed = new HashSet<>();
        private boolean closed;

        BrokerSubscription(RoomEvents.Listener listener, Subscription local) {
            this.listener = listener;
            this.local = local;
        }

        @Override
        public void follow(RoomId room) {
            locked(() -> {
                if (!closed && followed.add(room)) {
                    addFollower(room);
                }
                return room;
            });
        }

        @Override
        public void unfollow(RoomId room) {
            locked(() -> {
                if (followed.remove(room)) {
                    removeFollower(room);
                }
                return room;
            });
        }

        @Override
        public void close() {
            local.close();
            subscriptions.remove(this);
            locked(() -> {
                closed = true;
                followed.forEach(RoomSubscriptions.this::removeFollower);
                followed.clear();
                return this;
            });
        }

        void reportPossibleLoss(Collection<RoomId> rooms) {
            Set<RoomId> affected = locked(() -> {
                var both = new HashSet<>(rooms);
                both.retainAll(followed);
                return both;
            });
            if (!affected.isEmpty()) {
                notifyListener(affected);
            }
        }

        private void notifyListener(Set<RoomId> affected) {
            try {
                listener.onPossibleLoss(affected);
            } catch (RuntimeException | Error fault) {
                LOG.error("Listener failed on a possible loss of events", fault);
            }
        }
    }
}
