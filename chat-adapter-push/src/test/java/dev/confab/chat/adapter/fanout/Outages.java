package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomEvent.RoomDeleted;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Outages of the broker between two nodes. Each node continues alone. After the outage both receive each other's events
 * again, and their listeners are notified of possible losses.
 */
@Timeout(120)
abstract class Outages {

    /** Short times, so that an unresponsive broker is detected soon. */
    static final Timing SHORT_TIMING =
            new Timing(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(2));

    private final RoomId room = new RoomId(UUID.randomUUID());
    private final AtomicLong version = new AtomicLong();
    private FanOutAdapter one;
    private FanOutAdapter other;
    private Witness here;
    private Witness there;

    /** Starts a new node. */
    abstract FanOutAdapter node();

    /** Kills the broker, as in a crash. */
    abstract void kill();

    abstract void restart();

    /** Suspends the broker, so that connections stay open without responses. */
    abstract void pause();

    abstract void resume();

    /** Closes the connections over which nodes receive. */
    abstract void closeConnections();

    @BeforeEach
    void connect() {
        Silence.begin();
        one = node();
        other = node();
        here = Witness.of(one, room);
        there = Witness.of(other, room);
        awaitExchange();
    }

    @AfterEach
    void disconnect() {
        one.close();
        other.close();
        Silence.end();
    }

    @Test
    void nodesReconnectAfterACrash() {
        kill();
        patiently().until(() -> !one.isReachable() && !other.isReachable());
        assertThatEachNodeWorksAlone();

        var losses = new Losses();
        restart();
        losses.awaitMore();
        awaitExchange();
        assertThat(one.isReachable()).isTrue();
    }

    @Test
    void nodesDetectAHangAndReconnect() {
        pause();
        // Each of several connections detects the hang separately.
        patiently().during(SHORT_TIMING.timeout()).until(() -> !one.isReachable() && !other.isReachable());
        assertThatEachNodeWorksAlone();

        var losses = new Losses();
        resume();
        losses.awaitMore();
        awaitExchange();
    }

    @Test
    void nodesReplaceClosedConnections() {
        var losses = new Losses();
        closeConnections();
        losses.awaitMore();
        awaitExchange();
    }

    @Test
    void nodeStartedDuringAnOutageConnectsLater() {
        kill();
        try (var late = node()) {
            var witness = Witness.of(late, room);
            var event = new RoomDeleted(room, version.incrementAndGet());
            late.roomEvents().publish(List.of(event));
            assertThat(witness.received()).containsExactly(event);
            assertThat(late.isReachable()).isFalse();

            restart();
            patiently().until(() -> witness.losses() > 0);
            assertThat(late.isReachable()).isTrue();
            awaitDelivery(witness, one);
        }
    }

    @Test
    void nodeCanBeClosedDuringAHang() {
        pause();
        try {
            one.close();
            assertThat(publish(other)).isIn(there.received());
        } finally {
            resume();
        }
    }

    @Test
    void presenceChangesDuringAnOutageAreKnownAfterwards() {
        var staying = connect(one);
        var leaving = connect(one);
        patiently().until(() -> other.presence().online().containsAll(List.of(staying.user(), leaving.user())));
        kill();
        patiently().until(() -> !one.isReachable() && !other.isReachable());
        one.presence().disconnected(leaving.user(), leaving.connection());
        var joining = connect(one);
        assertThat(other.presence().isOnline(staying.user())).isTrue();

        restart();
        patiently().until(() -> other.presence().online().equals(Set.of(staying.user(), joining.user())));
    }

    private record Connected(UserId user, UUID connection) {}

    private static Connected connect(FanOutAdapter node) {
        var connected = new Connected(new UserId(UUID.randomUUID()), UUID.randomUUID());
        assertThat(node.presence().connected(connected.user(), connected.connection()))
                .isTrue();
        return connected;
    }

    private void assertThatEachNodeWorksAlone() {
        assertThat(publish(one)).isIn(here.received());
        assertThat(publish(other)).isIn(there.received());
    }

    /** Returns the room that both nodes follow. */
    final RoomId room() {
        return room;
    }

    final void awaitExchange() {
        awaitDelivery(there, one);
        awaitDelivery(here, other);
    }

    /** Publishes new events until one arrives, since the first ones may be lost. */
    private void awaitDelivery(Witness witness, FanOutAdapter publisher) {
        var published = new HashSet<RoomEvent>();
        patiently().until(() -> {
            published.add(publish(publisher));
            return witness.received().stream().anyMatch(published::contains);
        });
    }

    private RoomDeleted publish(FanOutAdapter node) {
        var event = new RoomDeleted(room, version.incrementAndGet());
        node.roomEvents().publish(List.of(event));
        return event;
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    /** The number of possible losses that both nodes have reported so far. */
    final class Losses {
        private final int ofOne = here.losses();
        private final int ofOther = there.losses();

        void awaitMore() {
            patiently().until(() -> here.losses() > ofOne && there.losses() > ofOther);
        }
    }
}
