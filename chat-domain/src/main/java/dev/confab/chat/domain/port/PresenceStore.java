package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.UserId;
import java.util.Set;
import java.util.UUID;

/** Knows which users have a living connection. Callable from every thread, within a transaction or not. */
public interface PresenceStore {

    /** Notes a connection; true if it is the user's only one. */
    boolean connected(UserId user, UUID connection);

    /** Forgets a connection; true if it was there and the user has no other. */
    boolean disconnected(UserId user, UUID connection);

    boolean isOnline(UserId user);

    /** A copy of the set of all users who are online. */
    Set<UserId> online();
}
