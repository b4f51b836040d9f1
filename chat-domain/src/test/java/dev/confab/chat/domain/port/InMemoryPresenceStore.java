package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Connections in a map. */
public final class InMemoryPresenceStore implements PresenceStore {

    private final Map<UserId, Set<UUID>> connections = new HashMap<>();

    @Override
    public synchronized boolean connected(UserId user, UUID connection) {
        var own = connections.computeIfAbsent(user, first -> new HashSet<>());
        own.add(connection);
        return own.size() == 1;
    }

    @Override
    public synchronized boolean disconnected(UserId user, UUID connection) {
        var own = connections.getOrDefault(user, Set.of());
        if (!own.contains(connection)) {
            return false;
        }
        own.remove(connection);
        return own.isEmpty() && connections.remove(user) != null;
    }

    @Override
    public synchronized boolean isOnline(UserId user) {
        return connections.containsKey(user);
    }

    @Override
    public synchronized int connections() {
        return connections.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public synchronized Set<UserId> online() {
        return Set.copyOf(connections.keySet());
    }

    /** Does nothing: a single node learns of no other connections. */
    @Override
    public Subscription subscribe(Listener listener) {
        return () -> {};
    }
}
