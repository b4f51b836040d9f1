package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.user.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** {@link PresenceStore} of a single node. One lock guards all connections, held no longer than a map access. */
final class InProcessPresence implements PresenceStore {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UserId, Set<UUID>> connections = new HashMap<>();

    @Override
    public boolean connected(UserId user, UUID connection) {
        lock.lock();
        try {
            var open = connections.computeIfAbsent(user, first -> new HashSet<>());
            open.add(connection);
            return open.size() == 1;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean disconnected(UserId user, UUID connection) {
        lock.lock();
        try {
            var open = connections.get(user);
            if (open == null || !open.remove(connection) || !open.isEmpty()) {
                return false;
            }
            connections.remove(user);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isOnline(UserId user) {
        lock.lock();
        try {
            return connections.containsKey(user);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int connections() {
        lock.lock();
        try {
            return connections.values().stream().mapToInt(Set::size).sum();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Set<UserId> online() {
        lock.lock();
        try {
            return Set.copyOf(connections.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Returns a subscription without calls: only the failure of another node causes them. */
    @Override
    public Subscription subscribe(Listener listener) {
        return () -> {};
    }
}
