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

/** The contracts between two nodes, and the presence that they share. */
abstract class TwoNodes extends FanOutContracts {

    /** Starts a third node, which the test closes. */
    abstract FanOutAdapter another();

    @Nested
    class RemotePresence {

        private final UserId user = new UserId(UUID.randomUUID());
        private final UUID connection = UUID.randomUUID();
        private final PresenceStore here = one().presence();
        private final PresenceStore there = other().presence();

        @Test
        void connectionCountsOnEveryNode() {
            assertThat(here.connected(user, connection)).isTrue();
            await().until(() -> there.isOnline(user));
            assertThat(there.online()).contains(user);

            var second = UUID.randomUUID();
            assertThat(there.connected(user, second)).isFalse();
            assertThat(there.disconnected(user, second)).isFalse();
        }

        /** Either a return value or, if both disconnect at about the same time, a listener announces it. */
        @Test
        void endOfTheLastConnectionIsAnnounced() {
            var second = UUID.randomUUID();
            var announced = new AtomicBoolean();
            PresenceStore.Listener listener =
                    (userId, isOnline) -> announced.compareAndSet(false, userId.equals(user) && !isOnline);
            here.connected(user, connection);
            await().until(() -> there.isOnline(user));
            there.connected(user, second);
            try (var near = here.subscribe(listener);
                    var far = there.subscribe(listener)) {
                boolean wasLastThere = there.disconnected(user, second);
                boolean wasLastHere = here.disconnected(user, connection);
                await().until(() -> wasLastThere || wasLastHere || announced.get());
                await().until(() -> !here.isOnline(user) && !there.isOnline(user));
            }
        }

        @Test
        void newNodeLearnsAllUsers() {
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
        void usersOfAStoppedNodeAreAnnouncedAsOffline() throws Exception {
            var leaving = another();
            leaving.presence().connected(user, connection);
            await().until(() -> here.isOnline(user) && there.isOnline(user));
            BlockingQueue<Boolean> announced = new LinkedBlockingQueue<>();
            PresenceStore.Listener listener = (userId, isOnline) -> {
                if (userId.equals(user)) {
                    announced.add(isOnline);
                }
            };
            try (var one = here.subscribe(listener);
                    var other = there.subscribe(listener)) {
                leaving.close();
                assertThat(announced.poll(20, TimeUnit.SECONDS)).isFalse();
            }
            await().until(() -> !here.isOnline(user) && !there.isOnline(user));
        }
    }
}
