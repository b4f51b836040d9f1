package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.RoomId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrokerReceiverTest {

    private static final RoomId ROOM = new RoomId(UUID.randomUUID());
    private static final RoomId OTHER = new RoomId(UUID.randomUUID());

    private final GatedListener listener = new GatedListener();

    @BeforeEach
    void silence() {
        Silence.begin();
    }

    @AfterEach
    void noise() {
        Silence.end();
    }

    @Test
    void fullQueueDropsNewestMessagesAndReportsTheirRooms() throws Exception {
        try (var receiver = open(new QueueLimits(3, 1_000_000))) {
            receiver.onMessage(message(ROOM, 0));
            listener.awaitAttempt();
            for (int number = 1; number <= 10; number++) {
                receiver.onMessage(message(number <= 3 ? OTHER : ROOM, number));
            }
            listener.gate.release(100);
            assertThat(listener.next(5)).containsExactly("0", "1", "2", "3", "lost " + Set.of(ROOM));
        }
    }

    @Test
    void byteLimitDropsNewestMessages() throws Exception {
        try (var receiver = open(new QueueLimits(1_000, 150))) {
            receiver.onMessage(message(ROOM, 0));
            listener.awaitAttempt();
            for (int number = 1; number <= 10; number++) {
                receiver.onMessage(message(ROOM, number));
            }
            listener.gate.release(100);
            assertThat(listener.next(4)).containsExactly("0", "1", "2", "lost " + Set.of(ROOM));
        }
    }

    @Test
    void droppedMessageToAllNodesReportsAllFollowedRooms() throws Exception {
        try (var receiver = open(new QueueLimits(1, 1_000_000))) {
            receiver.onMessage(message(null, 0));
            listener.awaitAttempt();
            receiver.onMessage(message(null, 1));
            receiver.onMessage(message(null, 2));
            listener.gate.release(100);
            assertThat(listener.next(4)).containsExactly("0", "1", "lost " + Set.of(ROOM, OTHER), "lost for all nodes");
        }
    }

    @Test
    void failureOnOneMessageDoesNotStopTheNext() throws Exception {
        try (var receiver = open(QueueLimits.STANDARD)) {
            listener.gate.release(100);
            receiver.onMessage(new BrokerMessage(ROOM, new byte[0]));
            receiver.onMessage(message(ROOM, 1));
            assertThat(listener.next(1)).containsExactly("1");
        }
    }

    private BrokerReceiver open(QueueLimits limits) {
        var receiver = new BrokerReceiver(listener, () -> Set.of(ROOM, OTHER), limits);
        receiver.open();
        return receiver;
    }

    private static BrokerMessage message(@Nullable RoomId room, int number) {
        return new BrokerMessage(room, new byte[] {(byte) number});
    }

    /** A listener that handles as many messages as a test permits. */
    private static final class GatedListener implements MessageListener {

        private final Semaphore gate = new Semaphore(0);
        private final Semaphore attempts = new Semaphore(0);
        private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

        @Override
        public void onMessage(BrokerMessage message) {
            attempts.release();
            gate.acquireUninterruptibly();
            done.add(Integer.toString(message.payload()[0]));
        }

        @Override
        public void onPossibleLoss(Collection<RoomId> rooms) {
            done.add("lost " + Set.copyOf(rooms));
        }

        @Override
        public void onPossibleLossForAllNodes() {
            done.add("lost for all nodes");
        }

        void awaitAttempt() throws InterruptedException {
            assertThat(attempts.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }

        List<String> next(int count) throws InterruptedException {
            var next = new ArrayList<String>();
            while (next.size() < count) {
                next.add(String.valueOf(done.poll(30, TimeUnit.SECONDS)));
            }
            return next;
        }
    }
}
