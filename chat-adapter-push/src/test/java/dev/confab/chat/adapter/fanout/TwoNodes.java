package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.user.UserId;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every contract, between two nodes, and what these know of each other's users. */
abstract class TwoNodes extends FanOutContracts {

    /** One more node, for a test to close. */
    abstract FanOutAdapter another();

    @Nested
    class PeopleElsewhere {

        private final UserId user = new UserId(UUID.randomUUID());
        private final UUID connection = UUID.randomUUID();
        private final PresenceStore here = one().presence();
        private final PresenceStore there = other().presence();

        @Test
        void aConnectionCountsOnEveryNode() {
            assertThat(here.connected(user, connection)).isTrue();
            await().until(() -> there.isOnline(user));
            assertThat(there.online()).contains(user);

            var second = UUID.randomUUID();
            assertThat(there.connected(user, second)).isFalse();
            assertThat(there.disconnected(user, second)).isFalse();
        }

        /** By the answer to a call or, where both let go at about the same time, by calling a listener. */
        @Test
        void thatTheLastConnectionIsGoneIsTold() {
            var second = UUID.randomUUID();
            var told = new AtomicBoolean();
            PresenceStore.Listener listener =
                    (who, isOnline) -> told.compareAndSet(false, who.equals(user) && !isOnline);
            here.connected(user, connection);
            await().until(() -> there.isOnline(user));
            there.connected(user, second);
            try (var near = here.subscribe(listener);
                    var far = there.subscribe(listener)) {
                boolean wasLastThere = there.disconnected(user, second);
                boolean wasLastHere = here.disconnected(user, connection);
                await().until(() -> wasLastThere || wasLastHere || told.get());
                await().until(() -> !here.isOnline(user) && !there.isOnline(user));
            }
        }

        @Test
        void aNewNodeLearnsWhoIsThere() {
            var many = Stream.generate(() -> new UserId(UUID.randomUUID()))
                    .limit(2_000)
                    .toList();
            many.forEach(each -> here.connected(each, connection));
            try (var late = another()) {
                await().until(() -> late.presence().online().containsAll(many));
            } finally {
                many.forEach(each -> here.disconnected(each, connection));
            }
            await().until(() -> many.stream().noneMatch(there::isOnline));
        }

        @Test
        void theUsersOfANodeThatEndsAreToldToBeOffline() throws Exception {
            var leaving = another();
            leaving.presence().connected(user, connection);
            await().until(() -> here.isOnline(user) && there.isOnline(user));
            BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
            PresenceStore.Listener listener = (who, isOnline) -> {
                if (who.equals(user)) {
                    told.add(isOnline);
                }
            };
            try (var one = here.subscribe(listener);
                    var other = there.subscribe(listener)) {
                leaving.close();
                assertThat(told.poll(20, TimeUnit.SECONDS)).isFalse();
            }
            await().until(() -> !here.isOnline(user) && !there.isOnline(user));
        }
    }
}
