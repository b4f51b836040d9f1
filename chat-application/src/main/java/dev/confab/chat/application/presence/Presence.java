package dev.confab.chat.application.presence;

import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Timer;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.UUID;

/** Who is online: everybody with at least one connection, or with one that went less than {@link #GRACE} ago. */
public interface Presence {

    /** How long somebody still counts as online after the last connection went: a reconnect makes no flicker. */
    Duration GRACE = Duration.ofSeconds(5);

    /** A connection is there; tells the user's rooms if it is the only one. */
    void connected(UserId user, UUID connection);

    /** A connection is gone; tells the user's rooms, after the grace, if it was the last one. Does not throw. */
    void disconnected(UserId user, UUID connection);

    boolean isOnline(UserId user);

    static Presence of(
            Transactions transactions,
            MembershipStore memberships,
            PresenceStore store,
            RoomEvents events,
            Timer timer) {
        return new PresenceService(transactions, memberships, store, events, timer);
    }
}
