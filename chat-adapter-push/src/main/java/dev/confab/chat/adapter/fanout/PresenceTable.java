package dev.confab.chat.adapter.fanout;

import dev.confab.chat.adapter.fanout.PeerNode.Absence;
import dev.confab.chat.adapter.fanout.PresenceMessage.Change;
import dev.confab.chat.adapter.fanout.PresenceMessage.Changes;
import dev.confab.chat.adapter.fanout.PresenceMessage.Heartbeat;
import dev.confab.chat.adapter.fanout.PresenceMessage.Leave;
import dev.confab.chat.adapter.fanout.PresenceMessage.SnapshotPart;
import dev.confab.chat.adapter.fanout.PresenceMessage.SnapshotRequest;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The users that are connected to each node, as one node knows them: its own from its connections, those of others from
 * their messages. Each node holds the whole table, so queries need no network. The table has no thread:
 * {@link #nextMessages} returns what to send to other nodes, {@link #drainAnnouncements} the users to announce to
 * listeners. One lock guards all of it, held no longer than one message takes to be applied.
 *
 * <p>If a node is dropped or returns, the living node with the first name announces the users who thereby went offline or
 * online. Nodes that suspect that no other does announce them as well; see {@link PendingAnnouncements}.
 */
final class PresenceTable {

    private final String self;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UserId, Set<UUID>> connections = new HashMap<>();

    /** The number of other nodes to which each user is connected. */
    private final Map<UserId, Integer> remoteNodes = new HashMap<>();

    private final PeerNodes peers;
    private final PresenceOutbox outbox;
    private final PendingAnnouncements announcements;

    /** @param clock a monotonic clock in nanoseconds */
    PresenceTable(String self, Duration lease, LongSupplier clock) {
        this.self = self;
        this.clock = clock;
        peers = new PeerNodes(self, lease.toNanos(), clock.getAsLong());
        outbox = new PresenceOutbox(lease.toNanos());
        announcements = new PendingAnnouncements(lease.toNanos());
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    // --- users of this node ----------------------------------------------------------------------------------------

    /** Adds a connection. Returns true if it is the user's only one in the cluster. */
    boolean connected(UserId user, UUID connection) {
        return locked(() -> {
            var open = connections.computeIfAbsent(user, first -> new HashSet<>());
            boolean isFirst = open.add(connection) && open.size() == 1;
            boolean isOnly = open.size() == 1 && !remoteNodes.containsKey(user);
            if (isFirst) {
                outbox.add(new Change(user, true, isOnly));
            }
            return isOnly;
        });
    }

    /** Removes a connection. Returns true if it was the user's last one in the cluster. */
    boolean disconnected(UserId user, UUID connection) {
        return locked(() -> {
            var open = connections.get(user);
            if (open == null || !open.remove(connection) || !open.isEmpty()) {
                return false;
            }
            connections.remove(user);
            boolean isOffline = !remoteNodes.containsKey(user);
            outbox.add(new Change(user, false, isOffline));
            announcements.recordLocalLeave(user, clock.getAsLong());
            return isOffline;
        });
    }

    boolean isOnline(UserId user) {
        return locked(() -> isConnected(user));
    }

    private boolean isConnected(UserId user) {
        return connections.containsKey(user) || remoteNodes.containsKey(user);
    }

    /** Returns the number of connections to this node. */
    int connections() {
        return locked(() -> connections.values().stream().mapToInt(Set::size).sum());
    }

    Set<UserId> online() {
        return locked(() -> {
            var users = new HashSet<>(connections.keySet());
            users.addAll(remoteNodes.keySet());
            return Set.copyOf(users);
        });
    }

    // --- messages of other nodes -----------------------------------------------------------------------------------

    /** Applies a message of another node. Messages of one node are expected in order, but some may be missing. */
    void receive(String node, PresenceMessage message) {
        locked(() -> {
            if (message instanceof Leave) {
                drop(peers.named(node));
            } else {
                apply(peers.receiveFrom(node, clock.getAsLong()), message);
            }
            return node;
        });
    }

    private void apply(PeerNode peer, PresenceMessage message) {
        switch (message) {
            case Heartbeat heartbeat -> apply(peer, heartbeat);
            case Changes changes -> apply(peer, changes);
            case SnapshotPart part -> peer.add(part).ifPresent(users -> replaceUsers(peer, users, part.number()));
            case SnapshotRequest request -> {
                if (request.node().equals(self)) {
                    outbox.addSnapshot();
                }
            }
            case Leave leave -> throw new IllegalArgumentException("A node that leaves has no peer entry");
        }
    }

    private void apply(PeerNode peer, Heartbeat heartbeat) {
        if (heartbeat.requestsReply()) {
            outbox.addHeartbeat();
        }
        if (heartbeat.number() > peer.number()) {
            requestSnapshot(peer);
        }
    }

    private void apply(PeerNode peer, Changes changes) {
        if (changes.number() == peer.number() + 1) {
            peer.advanceTo(changes.number());
            changes.changes().forEach(change -> apply(peer, change));
        } else if (changes.number() > peer.number()) {
            requestSnapshot(peer);
        }
    }

    private void requestSnapshot(PeerNode peer) {
        if (peer.requestSnapshot()) {
            outbox.requestSnapshot(peer.name());
        }
    }

    /** Applies a snapshot. Users of a node that is new here count as announced, since that node announced them. */
    private void replaceUsers(PeerNode peer, Set<UserId> users, long change) {
        boolean isAnnounced = peer.number() == 0 && peer.absence() == Absence.NONE;
        Set.copyOf(peer.users()).stream()
                .filter(user -> !users.contains(user))
                .forEach(user -> apply(peer, new Change(user, false, isAnnounced)));
        users.forEach(user -> apply(peer, new Change(user, true, isAnnounced)));
        peer.replaceUsers(users, change);
    }

    private void apply(PeerNode peer, Change change) {
        boolean wasConnected = isConnected(change.user());
        if (change.isOnline() && peer.users().add(change.user())) {
            remoteNodes.merge(change.user(), 1, Integer::sum);
        } else if (!change.isOnline() && peer.users().remove(change.user())) {
            removeRemote(change.user());
        }
        if (wasConnected != isConnected(change.user()) && !change.isAnnounced()) {
            announcements.record(change.user(), isOurs(peer), clock.getAsLong());
        }
    }

    private void removeRemote(UserId user) {
        remoteNodes.computeIfPresent(user, (key, nodes) -> nodes == 1 ? null : nodes - 1);
    }

    /** Whether this node announces changes of {@code peer}, which may not know that it was dropped. */
    private boolean isOurs(PeerNode peer) {
        return peer.absence() == Absence.ANNOUNCED_BY_US || peers.isSelfFirstWithout(peer.name());
    }

    // --- messages of this node -------------------------------------------------------------------------------------

    /** Requests the state of all nodes, because messages may have been lost in both directions. */
    void requestAll() {
        locked(() -> {
            outbox.requestHeartbeats();
            peers.renewLeases(clock.getAsLong());
            return self;
        });
    }

    /**
     * Drops silent nodes and returns the messages that are due. One thread calls this several times per lease and sends
     * the messages in order.
     *
     * @param canReceive whether messages of other nodes can arrive
     */
    List<PresenceMessage> nextMessages(boolean canReceive) {
        return locked(() -> {
            long now = clock.getAsLong();
            var silent = peers.silent(now, canReceive);
            boolean isAnnouncedByUs = drop(silent);
            silent.forEach(peer -> peers.rememberAbsent(peer, isAnnouncedByUs));
            announcements.expire(now);
            if (outbox.isHeartbeatDue(now)) {
                peers.allowSnapshotRequests();
            }
            return outbox.drain(now, connections.keySet());
        });
    }

    /** Drops nodes with their users. Returns whether this node announces that these went offline. */
    private boolean drop(Collection<PeerNode> dropped) {
        if (dropped.isEmpty()) {
            return false;
        }
        peers.remove(dropped);
        boolean isOurs = peers.isSelfFirstWithout(null);
        dropped.forEach(peer -> dropUsers(peer, isOurs));
        if (isOurs) {
            announcements.takeOver();
        }
        return isOurs;
    }

    private void dropUsers(PeerNode peer, boolean isOurs) {
        for (var user : peer.users()) {
            removeRemote(user);
            if (!isConnected(user)) {
                announcements.record(user, isOurs, clock.getAsLong());
            }
        }
    }

    /** Whether messages are due that should not wait for the next heartbeat. */
    boolean hasUrgentMessages() {
        return locked(outbox::hasUrgentMessages);
    }

    boolean hasAnnouncements() {
        return locked(() -> !announcements.isEmpty());
    }

    /** Returns the users to announce to listeners, each with the presence at the time of the announcement. */
    Set<UserId> drainAnnouncements() {
        return locked(announcements::drain);
    }
}
