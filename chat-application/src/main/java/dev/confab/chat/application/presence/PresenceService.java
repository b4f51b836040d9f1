package dev.confab.chat.application.presence;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Timer;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

final class PresenceService implements Presence {

    private final Transactions transactions;
    private final RoomStore rooms;
    private final MembershipStore memberships;
    private final PresenceStore store;
    private final RoomEvents events;
    private final Timer timer;

    PresenceService(
            Transactions transactions,
            RoomStore rooms,
            MembershipStore memberships,
            PresenceStore store,
            RoomEvents events,
            Timer timer) {
        this.transactions = transactions;
        this.rooms = rooms;
        this.memberships = memberships;
        this.store = store;
        this.events = events;
        this.timer = timer;
        // For as long as the store lives. What it finds out, it finds out on a thread that must not wait.
        var unused = store.subscribe((user, isOnline) -> timer.after(Duration.ZERO, () -> tell(user, isOnline)));
    }

    @Override
    public void connected(UserId user, UUID connection) {
        if (store.connected(user, connection)) {
            tell(user, true);
        }
    }

    /** The store keeps the connection for the time of grace, so nothing else has to know of it. */
    @Override
    public void disconnected(UserId user, UUID connection) {
        timer.after(GRACE, () -> {
            if (store.disconnected(user, connection)) {
                tell(user, false);
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

    private void tell(UserId user, boolean online) {
        events.publish(transactions.read(() -> memberships.activeOf(user)).stream()
                .map(member -> new RoomEvent.PresenceChanged(member, online))
                .toList());
    }
}
