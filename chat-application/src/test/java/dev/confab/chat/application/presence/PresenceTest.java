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
    void onlyTheFirstConnectionIsToldAsComingOnline() {
        presence.connected(ann.id(), laptop);
        presence.connected(ann.id(), phone);

        assertThat(told()).containsExactly(true);
        assertThat(presence.isOnline(ann.id())).isTrue();
        assertThat(t.view(ann, room).onlineCount()).isEqualTo(1);
    }

    @Test
    void onlyTheEndOfTheLastConnectionIsToldAfterTheGrace() {
        presence.connected(ann.id(), laptop);
        presence.connected(ann.id(), phone);
        presence.disconnected(ann.id(), laptop);
        t.timer.ring();
        assertThat(told()).containsExactly(true);

        presence.disconnected(ann.id(), phone);
        assertThat(told()).containsExactly(true);
        t.timer.ring();

        assertThat(told()).containsExactly(true, false);
        assertThat(presence.isOnline(ann.id())).isFalse();
    }

    @Test
    void aReconnectWithinTheGraceMakesNoFlicker() {
        presence.connected(ann.id(), laptop);
        presence.disconnected(ann.id(), laptop);
        presence.connected(ann.id(), phone);

        t.timer.ring();

        assertThat(told()).containsExactly(true);
        assertThat(presence.isOnline(ann.id())).isTrue();
    }

    /** Whoever comes while the store is away is sent away, and is not the first when they come again. */
    @Test
    void whatCouldNotBeToldIsToldOnceTheStoreIsBack() {
        var store = new Fickle(t.stores.transactions());
        var other = Presence.of(
                StoreTwins.withTransactions(t.stores, store),
                new EventTwins(t.events, t.userEvents, new InMemoryPresenceStore()),
                t.environment);
        store.isAway = true;
        assertThatThrownBy(() -> other.connected(ann.id(), laptop)).isInstanceOf(Unavailable.class);
        other.disconnected(ann.id(), laptop);
        store.isAway = false;
        other.connected(ann.id(), phone);
        t.timer.ring();
        assertThat(told()).containsExactly(true);

        store.isAway = true;
        other.disconnected(ann.id(), phone);
        t.timer.ring();
        t.timer.ring();
        assertThat(told()).containsExactly(true);
        store.isAway = false;
        t.timer.ring();
        assertThat(told()).containsExactly(true, false);
    }

    /** Cannot be read while it is away. */
    private static final class Fickle implements Transactions {

        private final Transactions real;
        private boolean isAway;

        Fickle(Transactions real) {
            this.real = real;
        }

        @Override
        public <T> T write(Supplier<T> work) {
            return real.write(work);
        }

        @Override
        public <T> T read(Supplier<T> work) {
            if (isAway) {
                throw new Unavailable("the store", new IllegalStateException("as the test asked for"));
            }
            return real.read(work);
        }

        @Override
        public <T> T snapshot(Supplier<T> work) {
            return real.snapshot(work);
        }
    }

    private List<Boolean> told() {
        return t.told(room).stream()
                .filter(RoomEvent.PresenceChanged.class::isInstance)
                .map(event -> ((RoomEvent.PresenceChanged) event).isOnline())
                .toList();
    }
}
