package dev.confab.chat.adapter.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {

    private static final int HEAD = 2;

    private final FakeWire wire = new FakeWire();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private int failures;
    private final OutboundQueue outbox = outbox(3, 100 + 3 * HEAD);

    private OutboundQueue outbox(int maxFrames, int maxBytes) {
        return new OutboundQueue(wire, maxFrames, maxBytes, turns::add, () -> failures++);
    }

    /** A wire that ends a write when a test says so, or at once. */
    private static final class FakeWire implements Transport {

        private final List<List<String>> writes = new CopyOnWriteArrayList<>();
        private final Queue<Done> underWay = new ArrayDeque<>();
        private final List<CloseCode> closes = new ArrayList<>();
        private boolean atOnce;

        @Override
        public void send(List<EncodedFrame> frames, Done done) {
            assertThat(underWay).isEmpty();
            assertThat(closes).isEmpty();
            writes.add(frames.stream().map(OutboundQueueTest::text).toList());
            if (atOnce) {
                done.sent();
            } else {
                underWay.add(done);
            }
        }

        List<String> sent() {
            return writes.stream().flatMap(List::stream).toList();
        }

        void endOfWrite() {
            underWay.remove().sent();
        }

        @Override
        public void ping() {}

        @Override
        public void close(CloseCode code) {
            closes.add(code);
        }

        @Override
        public void cut() {}
    }

    private static EncodedFrame frame(String text) {
        return EncodedFrame.of(text.getBytes(UTF_8));
    }

    private static String text(EncodedFrame frame) {
        return UTF_8.decode(frame.payload()).toString();
    }

    private void offer(String... texts) {
        for (var text : texts) {
            assertThat(outbox.offer(frame(text))).isTrue();
        }
    }

    /** Lets the writers do what they were told to. */
    private void write() {
        for (var turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
        }
    }

    private void flush() {
        outbox.flush();
        write();
    }

    @Test
    void nothingIsWrittenBeforeTheFlushNorByWhoeverFlushes() {
        offer("a");
        assertThat(turns).isEmpty();
        outbox.flush();
        assertThat(wire.writes).isEmpty();
        write();
        assertThat(wire.sent()).containsExactly("a");
    }

    @Test
    void whatHasGatheredGoesOutInOneWrite() {
        offer("a", "b");
        outbox.flush();
        offer("c");
        write();
        assertThat(wire.writes).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void whatComesDuringAWriteGoesOutTogetherInTheNext() {
        offer("a");
        flush();
        offer("b");
        flush();
        offer("c");
        flush();
        assertThat(wire.writes).containsExactly(List.of("a"));
        wire.endOfWrite();
        write();
        assertThat(wire.writes).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void itWaitsForItsTurnOnceHoweverOftenItIsFlushed() {
        offer("a");
        outbox.flush();
        outbox.flush();
        assertThat(turns).hasSize(1);
        write();
        offer("b");
        outbox.flush();
        assertThat(turns).isEmpty();
    }

    @Test
    void afterAWriteTheOthersHaveTheirTurnFirst() {
        var other = outbox(3, 100);
        offer("a");
        outbox.flush();
        turns.remove().run();
        offer("c");
        other.offer(frame("b"));
        other.flush();
        wire.endOfWrite();
        assertThat(turns).containsExactly(other, outbox);
    }

    @Test
    void aWriteHasItsLimits() {
        var wide = outbox(1_000, 10_000_000);
        IntStream.range(0, 100).forEach(number -> wide.offer(frame("x")));
        wide.offer(frame("y".repeat(OutboundQueue.MAX_MERGED_BYTES)));
        wide.offer(frame("z"));
        wire.atOnce = true;
        wide.flush();
        write();
        assertThat(wire.writes).map(List::size).containsExactly(OutboundQueue.MAX_MERGED_FRAMES, 36, 1, 1);
    }

    @Test
    void aWriteMayJustReachItsLimitOfBytes() {
        var wide = outbox(1_000, 10_000_000);
        var half = frame("x".repeat(OutboundQueue.MAX_MERGED_BYTES / 2 - 4));
        assertThat(half.bytes()).isEqualTo(OutboundQueue.MAX_MERGED_BYTES / 2);
        for (var frame : List.of(half, half, half)) {
            wide.offer(frame);
        }
        wire.atOnce = true;
        wide.flush();
        write();
        assertThat(wire.writes).map(List::size).containsExactly(2, 1);
    }

    @Test
    void writesThatEndAtOnceDoNotPileUpOnTheStack() {
        wire.atOnce = true;
        var wide = outbox(1_000_000, 10_000_000);
        IntStream.range(0, 1_000_000).forEach(number -> wide.offer(frame("x")));
        wide.flush();
        write();
        assertThat(wire.sent()).hasSize(1_000_000);
    }

    @Test
    void tooManyFramesDoNotFit() {
        offer("a");
        flush();
        offer("b", "c", "d");
        assertThat(outbox.offer(frame("e"))).isFalse();
        wire.endOfWrite();
        write();
        offer("e");
    }

    @Test
    void tooManyBytesDoNotFit() {
        offer("x".repeat(60), "x".repeat(40));
        assertThat(outbox.offer(frame("x"))).isFalse();
    }

    @Test
    void whatHasBeenWrittenMakesRoom() {
        wire.atOnce = true;
        offer("x".repeat(60), "x".repeat(40));
        flush();
        offer("x".repeat(60), "x".repeat(40));
        assertThat(outbox.offer(frame("x"))).isFalse();
    }

    @Test
    void aBigFrameGoesThroughAnEmptyQueue() {
        offer("x".repeat(1_000));
        assertThat(outbox.offer(frame("x"))).isFalse();
        flush();
        offer("x");
    }

    @Test
    void onceShutNothingMoreIsWritten() {
        offer("a");
        flush();
        offer("b");
        outbox.shut();
        wire.endOfWrite();
        write();
        offer("c");
        flush();
        assertThat(wire.sent()).containsExactly("a");
        assertThat(wire.closes).isEmpty();
    }

    @Test
    void whoIsToComeAgainGetsWhatWaitsAndThenTheGoodbye() {
        wire.atOnce = true;
        offer("a", "b");
        outbox.close(CloseCode.GOING_AWAY);
        offer("c");
        write();
        assertThat(wire.sent()).containsExactly("a", "b");
        assertThat(wire.closes).containsExactly(CloseCode.GOING_AWAY);
    }

    @Test
    void whoIsTooSlowOrOutGetsTheGoodbyeInsteadOfWhatWaits() {
        for (var code : List.of(CloseCode.TOO_SLOW, CloseCode.LOGIN_ENDED, CloseCode.NO_ACCESS)) {
            var one = outbox(3, 100);
            one.offer(frame("a"));
            one.close(code);
            write();
        }
        assertThat(wire.writes).isEmpty();
        assertThat(wire.closes).containsExactly(CloseCode.TOO_SLOW, CloseCode.LOGIN_ENDED, CloseCode.NO_ACCESS);
    }

    @Test
    void theGoodbyeComesAfterTheWriteThatIsUnderWay() {
        offer("a");
        flush();
        outbox.close(CloseCode.TOO_SLOW);
        write();
        assertThat(wire.closes).isEmpty();
        wire.endOfWrite();
        write();
        assertThat(wire.closes).containsExactly(CloseCode.TOO_SLOW);
    }

    @Test
    void thereIsOneGoodbyeAndNothingAfterIt() {
        outbox.close(CloseCode.GOING_AWAY);
        outbox.close(CloseCode.TOO_SLOW);
        write();
        offer("a");
        flush();
        assertThat(wire.closes).containsExactly(CloseCode.GOING_AWAY);
        assertThat(wire.writes).isEmpty();
    }

    @Test
    void aWriteThatFailsIsTheLast() {
        offer("a", "b");
        flush();
        offer("c");
        wire.underWay.remove().failed();
        write();
        offer("d");
        flush();
        outbox.close(CloseCode.GOING_AWAY);
        write();
        assertThat(wire.writes).containsExactly(List.of("a", "b"));
        assertThat(wire.closes).isEmpty();
        assertThat(failures).isEqualTo(1);
    }

    @Test
    void whateverManyThreadsOfferIsWrittenOnceAndInTheOrderOfEach() {
        wire.atOnce = true;
        try (var writers = new WriteExecutor();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wide = new OutboundQueue(wire, 100_000, 10_000_000, writers, () -> failures++);
            CompletableFuture.allOf(IntStream.range(0, 8)
                            .mapToObj(thread -> CompletableFuture.runAsync(
                                    () -> IntStream.range(0, 500).forEach(number -> {
                                        wide.offer(frame(thread + ":" + number));
                                        wide.flush();
                                    }),
                                    threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
            await().until(() -> wire.sent().size() == 4_000);
        }
        for (int thread = 0; thread < 8; thread++) {
            var start = thread + ":";
            assertThat(wire.sent().stream().filter(text -> text.startsWith(start)))
                    .containsExactlyElementsOf(IntStream.range(0, 500)
                            .mapToObj(number -> start + number)
                            .toList());
        }
    }

    @Test
    void writersThatAreClosedStillFinishWhatTheyWereGiven() {
        wire.atOnce = true;
        var writers = new WriteExecutor();
        var last = new OutboundQueue(wire, 3, 100, writers, () -> failures++);
        writers.close();
        last.offer(frame("a"));
        last.close(CloseCode.GOING_AWAY);
        await().until(() -> wire.closes.equals(List.of(CloseCode.GOING_AWAY)));
        assertThat(wire.sent()).containsExactly("a");
    }
}
