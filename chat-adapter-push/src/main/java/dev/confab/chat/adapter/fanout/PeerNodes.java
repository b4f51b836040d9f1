package dev.confab.chat.adapter.fanout;

import dev.confab.chat.adapter.fanout.PeerNode.Absence;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes that are alive, and those that were dropped recently. A node is dropped if it is silent for a lease. That
 * may be wrong, and then the node returns. Guarded by the lock of {@link PresenceTable}.
 */
final class PeerNodes {

    private static final int MAX_ABSENT = 100;

    private final String self;
    private final long leaseNanos;
    private final Map<String, PeerNode> byName = new HashMap<>();

    /** The nodes that were dropped last, the oldest first. */
    private final Map<String, Absence> absent = new LinkedHashMap<>();

    private long lastCheck;

    PeerNodes(String self, long leaseNanos, long now) {
        this.self = self;
        this.leaseNanos = leaseNanos;
        this.lastCheck = now;
    }

    /** Returns the sender of a message, which is alive. A new or returning node is added. */
    PeerNode receiveFrom(String name, long now) {
        var peer = byName.computeIfAbsent(name, this::create);
        peer.recordReceived(now);
        return peer;
    }

    private PeerNode create(String name) {
        var absence = absent.remove(name);
        return new PeerNode(name, absence == null ? Absence.NONE : absence);
    }

    /** Returns the node with that name, if it is alive. */
    List<PeerNode> named(String name) {
        var peer = byName.get(name);
        return peer == null ? List.of() : List.of(peer);
    }

    /**
     * Returns the nodes that were silent for a lease. A node that could not receive messages, or was suspended itself,
     * gives the others another lease.
     *
     * @param canReceive whether messages of other nodes can arrive
     */
    List<PeerNode> silent(long now, boolean canReceive) {
        if (!canReceive || now - lastCheck > leaseNanos / 2) {
            renewLeases(now);
        }
        lastCheck = now;
        return byName.values().stream()
                .filter(peer -> peer.isSilent(now, leaseNanos))
                .toList();
    }

    void renewLeases(long now) {
        byName.values().forEach(peer -> peer.recordReceived(now));
    }

    void remove(Collection<PeerNode> peers) {
        peers.forEach(peer -> byName.remove(peer.name()));
    }

    /** Remembers a dropped node, which may return, and which node announced that its users went offline. */
    void rememberAbsent(PeerNode peer, boolean isAnnouncedByUs) {
        absent.put(peer.name(), isAnnouncedByUs ? Absence.ANNOUNCED_BY_US : Absence.ANNOUNCED_BY_OTHERS);
        if (absent.size() > MAX_ABSENT) {
            absent.remove(absent.keySet().iterator().next());
        }
    }

    /**
     * Whether this node has the first name of all living nodes and so announces changes that concern all.
     *
     * @param ignored a node that does not count; null for none
     */
    boolean isSelfFirstWithout(@Nullable String ignored) {
        return byName.keySet().stream().allMatch(name -> name.equals(ignored) || self.compareTo(name) < 0);
    }

    void allowSnapshotRequests() {
        byName.values().forEach(PeerNode::allowSnapshotRequest);
    }
}
