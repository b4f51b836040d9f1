package dev.confab.chat.application.presence;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Scheduler;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

final class PresenceService implements Presence {

    /** The time between attempts to publish while the store is unavailable. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final Stores stores;
    private final PresenceStore presence;
    private final RoomEvents events;
    private final Scheduler scheduler;

    /** Users whose change could not be published yet, each once, however long the store is unavailable. */
    private final Set<UserId> pending = ConcurrentHashMap.newKeySet();

    PresenceService(Stores stores, Events events, Environment environment) {
        this.stores = stores;
        this.presence = events.presence();
        this.events = events.roomEvents();
        this.scheduler = environment.scheduler();
        // Lasts as long as the presence store. Its listeners must not block, so each event goes to the scheduler.
        var unused = presence.subscribe(
                (user, isOnline) -> scheduler.schedule(Duration.ZERO, () -> publishCurrentOrRetry(user)));
    }

    @Override
    public void connected(UserId user, UUID connection) {
        if (presence.connected(user, connection)) {
            try {
                publish(user, true);
            } catch (Unavailable unavailable) {
                retryLater(user); // the next connection will not be the first one
                throw unavailable;
            }
        }
    }

    /** The presence store keeps the connection for the grace period, so no other state is needed. */
    @Override
    public void disconnected(UserId user, UUID connection) {
        scheduler.schedule(GRACE, () -> {
            if (presence.disconnected(user, connection)) {
                publishCurrentOrRetry(user);
            }
        });
    }

    @Override
    public boolean isOnline(UserId user) {
        return presence.isOnline(user);
    }

    @Override
    public void typing(UserId user, RoomId roomId, boolean isTyping) {
        var member = stores.transactions().read(() -> {
            var room = stores.rooms().find(roomId).orElseThrow(PresenceService::roomNotFound);
            var membership =
                    room.requireMember(stores.memberships().find(roomId, user).orElse(null));
            return stores.memberships().member(membership.id()).orElseThrow(PresenceService::roomNotFound);
        });
        events.publish(List.of(new RoomEvent.Typing(member, isTyping)));
    }

    private static Refusal roomNotFound() {
        return new Refusal.NotFound("room");
    }

    /** Publishes the state at the time of publishing, which may differ from the state that caused the call. */
    private void publishCurrentOrRetry(UserId user) {
        try {
            publish(user, presence.isOnline(user));
        } catch (Unavailable unavailable) {
            retryLater(user);
        }
    }

    private void retryLater(UserId user) {
        if (pending.add(user)) {
            scheduler.schedule(RETRY_DELAY, () -> {
                pending.remove(user);
                publishCurrentOrRetry(user);
            });
        }
    }

    private void publish(UserId user, boolean isOnline) {
        var active = stores.transactions().read(() -> stores.memberships().activeOf(user));
        events.publish(active.stream()
                .map(member -> new RoomEvent.PresenceChanged(member, isOnline))
                .toList());
    }
}
