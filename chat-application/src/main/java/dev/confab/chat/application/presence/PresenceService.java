package dev.confab.chat.application.presence;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Scheduler;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
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

    /** How long is waited for a store that is away, before who came or went is told. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final RoomStore rooms;
    private final MembershipStore memberships;
    private final PresenceStore store;
    private final RoomEvents events;
    private final Scheduler timer;

    /** Of whom is still to be told whether they are online; each once, however long the store is away. */
    private final Set<UserId> untold = ConcurrentHashMap.newKeySet();

    PresenceService(Stores stores, Events events, Environment environment) {
        this.transactions = stores.transactions();
        this.rooms = stores.rooms();
        this.memberships = stores.memberships();
        this.store = events.presence();
        this.events = events.roomEvents();
        this.timer = environment.scheduler();
        // Lasts as long as the store. Listeners must not block, so each event is handled by the scheduler.
        var unused = store.subscribe((user, isOnline) -> timer.schedule(Duration.ZERO, () -> tellOrLater(user)));
    }

    @Override
    public void connected(UserId user, UUID connection) {
        if (store.connected(user, connection)) {
            try {
                tell(user, true);
            } catch (Unavailable away) {
                tellLater(user); // the next connection is not the first one any more
                throw away;
            }
        }
    }

    /** The store keeps the connection for the time of grace, so nothing else has to know of it. */
    @Override
    public void disconnected(UserId user, UUID connection) {
        timer.schedule(GRACE, () -> {
            if (store.disconnected(user, connection)) {
                tellOrLater(user);
            }
        });
    }

    @Override
    public boolean isOnline(UserId user) {
        return store.isOnline(user);
    }

    @Override
    public void typing(UserId user, RoomId id, boolean isTyping) {
        var member = transactions.read(() -> {
            var room = rooms.find(id).orElseThrow(() -> new Refusal.NotFound("room"));
            var mine = room.requireMember(memberships.find(id, user).orElse(null));
            return memberships.member(mine.id()).orElseThrow(() -> new Refusal.NotFound("room"));
        });
        events.publish(List.of(new RoomEvent.Typing(member, isTyping)));
    }

    /** Tells what is true by the time it can be told. */
    private void tellOrLater(UserId user) {
        try {
            tell(user, store.isOnline(user));
        } catch (Unavailable away) {
            tellLater(user);
        }
    }

    private void tellLater(UserId user) {
        if (untold.add(user)) {
            timer.schedule(PAUSE, () -> {
                untold.remove(user);
                tellOrLater(user);
            });
        }
    }

    private void tell(UserId user, boolean online) {
        events.publish(transactions.read(() -> memberships.activeOf(user)).stream()
                .map(member -> new RoomEvent.PresenceChanged(member, online))
                .toList());
    }
}
