package dev.confab.chat.application.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.port.EventTwins;
import dev.confab.chat.domain.port.InMemoryPresenceStore;
import dev.confab.chat.domain.port.StoreTwins;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private final TestChat t = new TestChat();
    private final Presence presence = t.chat.presence();
    private final User ann = t.user("ann");
    private final RoomId room = t.room(ann, true);
    private final UUID laptop = new UUID(1, 1);
    private final UUID phone = new UUID(2, 2);

    @Test
    void onlyFirstConnectionPublishesOnline() {
        presence.connected(ann.id(), laptop);
        presence.connected(ann.id(), phone);

        assertThat(events()).containsExactly(true);
        assertThat(presence.isOnline(ann.id())).isTrue();
        assertThat(t.view(ann, room).onlineCount()).isEqualTo(1);
    }

    @Test
    void onlyLastDisconnectPublishesOfflineAfterGrace() {
        presence.connected(ann.id(), laptop);
        presence.connected(ann.id(), phone);
        presence.disconnected(ann.id(), laptop);
        t.timer.ring();
        assertThat(events()).containsExactly(true);

        presence.disconnected(ann.id(), phone);
        assertThat(events()).containsExactly(true);
        t.timer.ring();

        assertThat(events()).containsExactly(true, false);
        assertThat(presence.isOnline(ann.id())).isFalse();
    }

    @Test
    void reconnectWithinGracePublishesNothing() {
        presence.connected(ann.id(), laptop);
        presence.disconnected(ann.id(), laptop);
        presence.connected(ann.id(), phone);

        t.timer.ring();

        assertThat(events()).containsExactly(true);
        assertThat(presence.isOnline(ann.id())).isTrue();
    }

    /** A connection that is refused because the store is unavailable is not the first one when it returns. */
    @Test
    void failedPublishIsRetriedOnceStoreIsAvailable() {
        var store = new UnreliableTransactions(t.stores.transactions());
        var restarted = Presence.of(
                StoreTwins.withTransactions(t.stores, store),
                new EventTwins(t.events, t.userEvents, new InMemoryPresenceStore()),
                t.environment);
        store.isUnavailable = true;
        assertThatThrownBy(() -> restarted.connected(ann.id(), laptop)).isInstanceOf(Unavailable.class);
        restarted.disconnected(ann.id(), laptop);
        store.isUnavailable = false;
        restarted.connected(ann.id(), phone);
        t.timer.ring();
        assertThat(events()).containsExactly(true);

        store.isUnavailable = true;
        restarted.disconnected(ann.id(), phone);
        t.timer.ring();
        t.timer.ring();
        assertThat(events()).containsExactly(true);
        store.isUnavailable = false;
        t.timer.ring();
        assertThat(events()).containsExactly(true, false);
    }

    /** Transactions that can be made unavailable. */
    private static final class UnreliableTransactions implements Transactions {

        private final Transactions real;
        private boolean isUnavailable;

        UnreliableTransactions(Transactions real) {
            this.real = real;
        }

        @Override
        public <T> T write(Supplier<T> work) {
            return real.write(work);
        }

        @Override
        public <T> T read(Supplier<T> work) {
            if (isUnavailable) {
                throw new Unavailable("the store", new IllegalStateException("as the test asked for"));
            }
            return real.read(work);
        }

        @Override
        public <T> T snapshot(Supplier<T> work) {
            return real.snapshot(work);
        }
    }

    private List<Boolean> events() {
        return t.events(room).stream()
                .filter(RoomEvent.PresenceChanged.class::isInstance)
                .map(event -> ((RoomEvent.PresenceChanged) event).isOnline())
                .toList();
    }
}
