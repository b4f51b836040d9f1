package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.user.UserId;
import java.util.List;

/**
 * A message between nodes about the users connected to its sender. A node numbers its changes 1, 2, 3…, so a node that has
 * missed one detects it and requests a snapshot.
 */
sealed interface PresenceMessage {

    /** Limits of one message, so that it fits wherever an event does. */
    int MAX_CHANGES = 75;

    int MAX_USERS = 150;

    /**
     * The sender is alive.
     *
     * @param number the number of its last change; 0 for none yet
     * @param requestsReply whether the other nodes are to send a heartbeat at once
     */
    record Heartbeat(long number, boolean requestsReply) implements PresenceMessage {}

    /** Users connected to the sender or disconnected from it. Contains only the last change of each user. */
    record Changes(long number, List<Change> changes) implements PresenceMessage {}

    /**
     * A user's first connection to a node opened, or the last one closed.
     *
     * @param isAnnounced whether the sender has announced that the user went online or offline
     */
    record Change(UserId user, boolean isOnline, boolean isAnnounced) {}

    /** {@code node} is requested to send a snapshot. */
    record SnapshotRequest(String node) implements PresenceMessage {}

    /**
     * A part of all users of the sender. Parts follow one another.
     *
     * @param number the number of the change after which the snapshot was taken
     * @param part the index of the part, from 0
     */
    record SnapshotPart(long number, int part, int parts, List<UserId> users) implements PresenceMessage {}

    /** The sender stops, which ends its remaining connections. */
    record Leave() implements PresenceMessage {}
}
