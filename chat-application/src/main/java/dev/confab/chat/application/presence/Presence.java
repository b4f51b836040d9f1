package dev.confab.chat.application.presence;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.UUID;

/**
 * Tracks who is online and who is typing. A user is online with at least one connection, or with one that closed less than
 * {@link #GRACE} ago.
 */
public interface Presence {

    /** How long a user stays online after the last connection has closed, so that a reconnect publishes nothing. */
    Duration GRACE = Duration.ofSeconds(5);

    /** How long a user counts as typing after the last call of {@link #typing}. */
    Duration TYPING = Duration.ofSeconds(6);

    /** Records a new connection. If it is the user's first one, the user's rooms are notified. */
    void connected(UserId user, UUID connection);

    /**
     * Records that a connection has closed. If it was the user's last one, the user's rooms are notified after {@link
     * #GRACE}. Never throws.
     */
    void disconnected(UserId user, UUID connection);

    /** Whether the user is online on any node. */
    boolean isOnline(UserId user);

    /**
     * Notifies the room that {@code user} is typing, or has stopped. Nothing is stored.
     *
     * @throws Refusal.NotFound if the user may not see the room
     * @throws Refusal.Forbidden if the user is not a member of the public room
     */
    void typing(UserId user, RoomId room, boolean isTyping);

    /** Returns the use cases over {@code stores} and {@code events}. */
    static Presence of(Stores stores, Events events, Environment environment) {
        return new PresenceService(stores, events, environment);
    }
}
