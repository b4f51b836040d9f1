package dev.confab.chat.adapter.fanout;

import dev.confab.chat.adapter.fanout.PresenceMessage.Change;
import dev.confab.chat.adapter.fanout.PresenceMessage.Changes;
import dev.confab.chat.adapter.fanout.PresenceMessage.Heartbeat;
import dev.confab.chat.adapter.fanout.PresenceMessage.SnapshotPart;
import dev.confab.chat.adapter.fanout.PresenceMessage.SnapshotRequest;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The presence messages that this node has to send: numbered changes, heartbeats, snapshots and requests for those of other
 * nodes. Guarded by the lock of {@link PresenceTable}.
 */
final class PresenceOutbox {

    private static final int HEARTBEATS_PER_LEASE = 6;

    private final long heartbeatNanos;
    private final Map<UserId, Change> changes = new LinkedHashMap<>();
    private final Set<String> snapshotRequests = new HashSet<>();
    private long number;
    private long lastHeartbeat;
    private boolean isHeartbeatDue = true;
    private boolean requestsHeartbeats = true;
    private boolean isSnapshotDue;

    PresenceOutbox(long leaseNanos) {
        heartbeatNanos = leaseNanos / HEARTBEATS_PER_LEASE;
    }

    /** Adds a change. It replaces an earlier one of the same user. */
    void add(Change change) {
        changes.remove(change.user());
        changes.put(change.user(), change);
    }

    void addHeartbeat() {
        isHeartbeatDue = true;
    }

    /** Adds a heartbeat to which all nodes reply. */
    void requestHeartbeats() {
        requestsHeartbeats = true;
        isHeartbeatDue = true;
    }

    void addSnapshot() {
        isSnapshotDue = true;
    }

    void requestSnapshot(String node) {
        snapshotRequests.add(node);
    }

    /** Whether a message is due before the next regular heartbeat. */
    boolean hasUrgentMessages() {
        return !changes.isEmpty() || !snapshotRequests.isEmpty() || isHeartbeatDue || isSnapshotDue;
    }

    boolean isHeartbeatDue(long now) {
        return isHeartbeatDue || now - lastHeartbeat >= heartbeatNanos;
    }

    /**
     * Returns the messages that are due, in the order in which they have to be sent.
     *
     * @param users the users of this node, for a snapshot
     */
    List<PresenceMessage> drain(long now, Collection<UserId> users) {
        var messages = new ArrayList<PresenceMessage>(drainChanges());
        messages.addAll(drainSnapshot(users));
        if (isHeartbeatDue(now)) {
            messages.add(new Heartbeat(number, requestsHeartbeats));
            lastHeartbeat = now;
            isHeartbeatDue = false;
            requestsHeartbeats = false;
        }
        snapshotRequests.forEach(node -> messages.add(new SnapshotRequest(node)));
        snapshotRequests.clear();
        return messages;
    }

    private List<Changes> drainChanges() {
        var messages = chunks(changes.values(), PresenceMessage.MAX_CHANGES).stream()
                .map(chunk -> new Changes(++number, chunk))
                .toList();
        changes.clear();
        return messages;
    }

    private List<SnapshotPart> drainSnapshot(Collection<UserId> users) {
        if (!isSnapshotDue) {
            return List.of();
        }
        isSnapshotDue = false;
        var chunks = chunks(users, PresenceMessage.MAX_USERS);
        var parts = new ArrayList<SnapshotPart>();
        for (var chunk : chunks) {
            parts.add(new SnapshotPart(number, parts.size(), chunks.size(), chunk));
        }
        return parts.isEmpty() ? List.of(new SnapshotPart(number, 0, 1, List.of())) : parts;
    }

    private static <T> List<List<T>> chunks(Collection<? extends T> items, int maxSize) {
        var copy = List.<T>copyOf(items);
        var chunks = new ArrayList<List<T>>();
        for (int from = 0; from < copy.size(); from += maxSize) {
            chunks.add(copy.subList(from, Math.min(from + maxSize, copy.size())));
        }
        return chunks;
    }
}
