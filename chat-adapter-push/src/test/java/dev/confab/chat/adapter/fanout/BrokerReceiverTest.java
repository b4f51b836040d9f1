package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.RoomId;
import java.util.ArrayList;
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

    private final GatedOpener opener = new GatedOpener();

    @BeforeEach
    void silence() {
        Silence.begin();
    }

    @AfterEach
    void noise() {
        Silence.end();
    }

    @Test
    void whereListenersCannotKeepUpTheNewestAreDroppedAndTheirRoomsAreTold() throws Exception {
        try (var incoming = open(new QueueLimits(3, 1_000_000))) {
            incoming.put(parcel(ROOM, 0));
            opener.awaitAttempt();
            for (int number = 1; number <= 10; number++) {
                incoming.put(parcel(number <= 3 ? OTHER : ROOM, number));
            }
            opener.gate.release(100);
            assertThat(opener.next(5)).containsExactly("0", "1", "2", "3", "missed " + Set.of(ROOM));
        }
    }

    @Test
    void whereTooMuchWaitsTheNewestAreDropped() throws Exception {
        try (var incoming = open(new QueueLimits(1_000, 150))) {
            incoming.put(parcel(ROOM, 0));
            opener.awaitAttempt();
            for (int number = 1; number <= 10; number++) {
                incoming.put(parcel(ROOM, number));
            }
            opener.gate.release(100);
            assertThat(opener.next(4)).containsExactly("0", "1", "2", "missed " + Set.of(ROOM));
        }
    }

    @Test
    void whatIsForEveryNodeMayHaveBeenAboutAnyRoom() throws Exception {
        try (var incoming = open(new QueueLimits(1, 1_000_000))) {
            incoming.put(parcel(null, 0));
            opener.awaitAttempt();
            incoming.put(parcel(null, 1));
            incoming.put(parcel(null, 2));
            opener.gate.release(100);
            assertThat(opener.next(4)).containsExactly("0", "1", "missed " + Set.of(ROOM, OTHER), "missed for all");
        }
    }

    @Test
    void aFaultOfOneDoesNotHoldUpTheNext() throws Exception {
        try (var incoming = open(QueueLimits.STANDARD)) {
            opener.gate.release(100);
            incoming.put(new BrokerMessage(ROOM, new byte[0]));
            incoming.put(parcel(ROOM, 1));
            assertThat(opener.next(1)).containsExactly("1");
        }
    }

    private BrokerReceiver open(QueueLimits bounds) {
        var incoming = new BrokerReceiver(opener, bounds);
        incoming.open();
        return incoming;
    }

    private static BrokerMessage parcel(@Nullable RoomId room, int number) {
        return new BrokerMessage(room, new byte[] {(byte) number});
    }

    /** Opens as many as it is told to. */
    private static final class GatedOpener implements BrokerReceiver.Opener {

        private final Semaphore gate = new Semaphore(0);
        private final Semaphore attempts = new Semaphore(0);
        private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

        @Override
        public void open(BrokerMessage parcel) {
            attempts.release();
            gate.acquireUninterruptibly();
            done.add(Integer.toString(parcel.payload()[0]));
        }

        @Override
        public void mayHaveMissed(Set<RoomId> rooms) {
            done.add("missed " + Set.copyOf(rooms));
        }

        @Override
        public void mayHaveMissedForAll() {
            done.add("missed for all");
        }

        @Override
        public Set<RoomId> followed() {
            return Set.of(ROOM, OTHER);
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
