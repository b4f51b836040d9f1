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
 * What happens to two nodes when what is between them fails: each goes on alone, and when it is back both hear each other
 * again and are told that they may have missed something.
 */
@Timeout(120)
abstract class Outages {

    /** Short, so that a dead peer is noticed soon. */
    static final Timing BRISK =
            new Timing(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(2));

    private final RoomId room = new RoomId(UUID.randomUUID());
    private final AtomicLong version = new AtomicLong();
    private FanOutAdapter one;
    private FanOutAdapter other;
    private Witness here;
    private Witness there;

    /** A new node. */
    abstract FanOutAdapter node();

    /** Ends what is between the nodes as a crash does. */
    abstract void kill();

    abstract void restart();

    /** Lets it hang, so that connections stay but nothing comes of them. */
    abstract void pause();

    abstract void resume();

    /** Ends the connections over which nodes listen. */
    abstract void cut();

    @BeforeEach
    void connect() {
        Silence.begin();
        one = node();
        other = node();
        here = Witness.of(one, room);
        there = Witness.of(other, room);
        awaitHearingEachOther();
    }

    @AfterEach
    void disconnect() {
        one.close();
        other.close();
        Silence.end();
    }

    @Test
    void afterACrashTheNodesHearEachOtherAgain() {
        kill();
        patiently().until(() -> !one.isReachable() && !other.isReachable());
        assertThatEachNodeGoesOnAlone();

        var misses = new Misses();
        restart();
        misses.awaitMore();
        awaitHearingEachOther();
        assertThat(one.isReachable()).isTrue();
    }

    @Test
    void aHangIsNoticedAndAfterItTheNodesHearEachOtherAgain() {
        pause();
        // of several connections each notices for itself
        patiently().during(BRISK.timeout()).until(() -> !one.isReachable() && !other.isReachable());
        assertThatEachNodeGoesOnAlone();

        var misses = new Misses();
        resume();
        misses.awaitMore();
        awaitHearingEachOther();
    }

    @Test
    void whenTheConnectionsAreCutTheNodesMakeNewOnes() {
        var misses = new Misses();
        cut();
        misses.awaitMore();
        awaitHearingEachOther();
    }

    @Test
    void aNodeThatStartsDuringAnOutageWorksAndConnectsLater() {
        kill();
        try (var late = node()) {
            var witness = Witness.of(late, room);
            var event = new RoomDeleted(room, version.incrementAndGet());
            late.roomEvents().publish(List.of(event));
            assertThat(witness.heard()).containsExactly(event);
            assertThat(late.isReachable()).isFalse();

            restart();
            patiently().until(() -> witness.misses() > 0);
            assertThat(late.isReachable()).isTrue();
            awaitHearing(witness, one);
        }
    }

    @Test
    void aNodeCanBeClosedDuringAHang() {
        pause();
        try {
            one.close();
            assertThat(publish(other)).isIn(there.heard());
        } finally {
            resume();
        }
    }

    @Test
    void whoComesAndGoesDuringAnOutageIsKnownAfterIt() {
        var stays = connect(one);
        var goes = connect(one);
        patiently().until(() -> other.presence().online().containsAll(List.of(stays.user(), goes.user())));
        kill();
        patiently().until(() -> !one.isReachable() && !other.isReachable());
        one.presence().disconnected(goes.user(), goes.connection());
        var comes = connect(one);
        assertThat(other.presence().isOnline(stays.user())).isTrue();

        restart();
        patiently().until(() -> other.presence().online().equals(Set.of(stays.user(), comes.user())));
    }

    private record Connected(UserId user, UUID connection) {}

    private static Connected connect(FanOutAdapter node) {
        var connected = new Connected(new UserId(UUID.randomUUID()), UUID.randomUUID());
        assertThat(node.presence().connected(connected.user(), connected.connection()))
                .isTrue();
        return connected;
    }

    private void assertThatEachNodeGoesOnAlone() {
        assertThat(publish(one)).isIn(here.heard());
        assertThat(publish(other)).isIn(there.heard());
    }

    /** The room that both follow. */
    final RoomId room() {
        return room;
    }

    final void awaitHearingEachOther() {
        awaitHearing(there, one);
        awaitHearing(here, other);
    }

    /** What was said first may be lost, so something new is said until something of it is heard. */
    private void awaitHearing(Witness witness, FanOutAdapter speaker) {
        var said = new HashSet<RoomEvent>();
        patiently().until(() -> {
            said.add(publish(speaker));
            return witness.heard().stream().anyMatch(said::contains);
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

    /** How often both were told of misses up to now. */
    final class Misses {
        private final int ofOne = here.misses();
        private final int ofOther = there.misses();

        void awaitMore() {
            patiently().until(() -> here.misses() > ofOne && there.misses() > ofOther);
        }
    }
}
