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
 * Who is there and at it. Online is everybody with at least one connection, or with one that went less than {@link
 * #GRACE} ago.
 */
public interface Presence {

    /** How long somebody still counts as online after the last connection went: a reconnect makes no flicker. */
    Duration GRACE = Duration.ofSeconds(5);

    /** How long somebody counts as typing who does not say so again. */
    Duration TYPING = Duration.ofSeconds(6);

    /** A connection is there; tells the user's rooms if it is the only one. */
    void connected(UserId user, UUID connection);

    /** A connection is gone; tells the user's rooms, after the grace, if it was the last one. Does not throw. */
    void disconnected(UserId user, UUID connection);

    boolean isOnline(UserId user);

    /**
     * Tells the room that {@code user} types, or has stopped. Nothing is stored.
     *
     * @throws Refusal.NotFound for a room that they may not know of
     * @throws Refusal.Forbidden for a public room that they are no member of
     */
    void typing(UserId user, RoomId room, boolean isTyping);

    static Presence of(Stores stores, Events events, Environment environment) {
        return new PresenceService(stores, events, environment);
    }
}
