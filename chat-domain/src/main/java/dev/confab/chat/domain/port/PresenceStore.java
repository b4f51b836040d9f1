package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * Knows which users have a living connection, on whatever node. Callable from every thread, within a transaction or not.
 *
 * <p>Of several nodes each knows of the others what it has heard of them, which may be a moment old: where two of them
 * let go of a user at the same time, both may say that theirs was the last connection. The connections of a node that
 * has not been heard of for {@link #LEASE} count no more.
 */
public interface PresenceStore {

    /** How long a node that is silent still counts as alive. */
    Duration LEASE = Duration.ofSeconds(30);

    /** Notes a connection of this node; true if it is the user's only one. */
    boolean connected(UserId user, UUID connection);

    /** Forgets a connection of this node; true if it was there and the user has no other. */
    boolean disconnected(UserId user, UUID connection);

    boolean isOnline(UserId user);

    /** How many connections of this node there are. */
    int connections();

    /** A copy of the set of all users who are online. */
    Set<UserId> online();

    /**
     * Calls {@code listener} with each user who went offline, or came back, without a call on this node having answered
     * so: as when another node has died. Of all living nodes one is told, or by chance more than one, never none.
     */
    Subscription subscribe(Listener listener);

    /** Who hears of users coming and going. */
    @FunctionalInterface
    interface Listener {
        void onPresence(UserId user, boolean isOnline);
    }
}
