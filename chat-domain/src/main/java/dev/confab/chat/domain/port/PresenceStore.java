package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * The users who have an open connection on any node. Thread-safe, within a transaction or outside.
 *
 * <p>A node learns about connections of other nodes with a short delay. If two nodes lose the last two connections of a
 * user at the same time, both may report the last one. The connections of a node that has been silent for
 * {@link #LEASE} no longer count.
 */
public interface PresenceStore {

    /** How long the connections of a silent node still count. */
    Duration LEASE = Duration.ofSeconds(30);

    /** Records a connection of this node. Returns true if it is the user's only one on all nodes. */
    boolean connected(UserId user, UUID connection);

    /** Removes a connection of this node. Returns true if it existed and was the user's last one on all nodes. */
    boolean disconnected(UserId user, UUID connection);

    /** Whether the user has a connection on any node. */
    boolean isOnline(UserId user);

    /** Returns the number of connections of this node. */
    int connections();

    /** Returns a copy of the set of all online users. */
    Set<UserId> online();

    /**
     * Calls {@code listener} for each user who went offline or online without a call on this node that returned true, for
     * example because another node died. At least one of the live nodes is called, occasionally more than one.
     */
    Subscription subscribe(Listener listener);

    /** A listener for users who go online or offline. */
    @FunctionalInterface
    interface Listener {
        void onPresence(UserId user, boolean isOnline);
    }
}
