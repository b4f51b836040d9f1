package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrokerSenderTest {

    private static final Timing TIMING =
            new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(10), Duration.ofSeconds(1));

    private final GatedBroker broker = new GatedBroker();

    @Test
    void waitingMessagesAreSentTogetherInOrder() throws Exception {
        try (var sender = open(QueueLimits.STANDARD)) {
            sender.put(message(0));
            broker.awaitAttempt();
            for (int number = 1; number <= 10; number++) {
                sender.put(message(number));
            }
            broker.letPass(2);
            assertThat(broker.sent()).containsExactly(0);
            assertThat(broker.sent()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        }
    }

    @Test
    void failedBatchIsRetriedBeforeLaterMessages() throws Exception {
        broker.failures.set(3);
        try (var sender = open(QueueLimits.STANDARD)) {
            broker.letPass(10);
            sender.put(message(1));
            assertThat(broker.sent()).containsExactly(1);
            sender.put(message(2));
            assertThat(broker.sent()).containsExactly(2);
            assertThat(sender.dropped()).isZero();
        }
    }

    @Test
    void fullQueueDropsOldestMessages() throws Exception {
        try (var sender = open(new QueueLimits(3, 1_000_000))) {
            sender.put(message(0));
            broker.awaitAttempt();
            for (int number = 1; number <= 10; number++) {
                sender.put(message(number));
            }
            assertThat(sender.dropped()).isEqualTo(7);
            broker.letPass(2);
            assertThat(broker.sent()).containsExactly(0);
            assertThat(broker.sent()).containsExactly(8, 9, 10);
        }
    }

    @Test
    void byteLimitDropsOldestMessages() throws Exception {
        try (var sender = open(new QueueLimits(1_000, 250))) {
            sender.put(message(0));
            broker.awaitAttempt();
            for (int number = 1; number <= 10; number++) {
                sender.put(message(number));
            }
            broker.letPass(2);
            assertThat(broker.sent()).containsExactly(0);
            assertThat(broker.sent()).containsExactly(9, 10);
        }
    }

    @Test
    void waitingMessagesAreSentOnClose() throws Exception {
        var sender = open(QueueLimits.STANDARD);
        sender.put(message(1));
        broker.letPass(1);
        sender.close();
        sender.put(message(2));
        assertThat(broker.sent()).containsExactly(1);
        assertThat(broker.sent).isEmpty();
    }

    @Test
    void closeDoesNotWaitForAHangingBroker() throws Exception {
        var sender = open(QueueLimits.STANDARD);
        sender.put(message(1));
        broker.awaitAttempt();
        sender.close();
        assertThat(broker.sent).isEmpty();
    }

    private BrokerSender open(QueueLimits limits) {
        var sender = new BrokerSender(broker, 0, limits, TIMING);
        sender.open();
        return sender;
    }

    private static BrokerMessage message(int number) {
        return new BrokerMessage(null, new byte[] {(byte) number});
    }

    /** A broker that lets as many attempts pass as a test permits. */
    private static final class GatedBroker implements Broker {

        private final Semaphore gate = new Semaphore(0);
        private final Semaphore attempts = new Semaphore(0);
        private final BlockingQueue<List<Integer>> sent = new LinkedBlockingQueue<>();
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public void send(int shard, List<BrokerMessage> messages) {
            attempts.release();
            pass();
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("Simulated failure");
            }
            var numbers = new ArrayList<Integer>();
            messages.forEach(message -> numbers.add((int) message.payload()[0]));
            sent.add(numbers);
        }

        private void pass() {
            try {
                gate.acquire();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        void letPass(int times) {
            gate.release(times);
        }

        void awaitAttempt() throws InterruptedException {
            assertThat(attempts.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }

        List<Integer> sent() throws InterruptedException {
            return sent.poll(30, TimeUnit.SECONDS);
        }

        @Override
        public void open(MessageListener listener) {}

        @Override
        public int shards() {
            return 1;
        }

        @Override
        public int shardOf(@Nullable RoomId room) {
            return 0;
        }

        @Override
        public int maxPayloadBytes() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void follow(RoomId room) {}

        @Override
        public void unfollow(RoomId room) {}

        @Override
        public boolean isReachable() {
            return true;
        }

        @Override
        public void close() {}
    }
}
