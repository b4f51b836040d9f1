package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final FakeWire wire = new FakeWire();
    private int failures;
    private final Outbox outbox = new Outbox(wire, 3, 100, () -> failures++);

    /** A wire that ends a write when a test says so, or at once. */
    private static final class FakeWire implements Wire {

        private final List<String> sent = new CopyOnWriteArrayList<>();
        private final List<Done> underWay = new ArrayList<>();
        private boolean atOnce;

        @Override
        public void send(String text, Done done) {
            sent.add(text);
            if (atOnce) {
                done.sent();
            } else {
                underWay.add(done);
            }
        }

        void endOfWrite() {
            underWay.remove(0).sent();
        }

        @Override
        public void ping() {}

        @Override
        public void close(CloseCode code) {}

        @Override
        public void cut() {}
    }

    private static Frame frame(String text) {
        return new Frame(text, text.length());
    }

    @Test
    void nothingIsWrittenBeforeTheFlush() {
        outbox.offer(frame("a"));
        assertThat(wire.sent).isEmpty();
        outbox.flush();
        assertThat(wire.sent).containsExactly("a");
    }

    @Test
    void oneWriteIsUnderWayAtATime() {
        outbox.offer(frame("a"));
        outbox.offer(frame("b"));
        outbox.flush();
        outbox.flush();
        assertThat(wire.sent).containsExactly("a");
        wire.endOfWrite();
        assertThat(wire.sent).containsExactly("a", "b");
        wire.endOfWrite();
        outbox.flush();
        assertThat(wire.underWay).isEmpty();
        outbox.offer(frame("c"));
        outbox.flush();
        assertThat(wire.sent).containsExactly("a", "b", "c");
    }

    @Test
    void writesThatEndAtOnceDoNotPileUpOnTheStack() {
        wire.atOnce = true;
        var wide = new Outbox(wire, 100_000, 10_000_000, () -> failures++);
        IntStream.range(0, 10_000).forEach(number -> wide.offer(frame("x")));
        wide.flush();
        assertThat(wire.sent).hasSize(10_000);
    }

    @Test
    void tooManyFramesDoNotFit() {
        assertThat(outbox.offer(frame("a"))).isTrue();
        outbox.flush();
        assertThat(outbox.offer(frame("b"))).isTrue();
        assertThat(outbox.offer(frame("c"))).isTrue();
        assertThat(outbox.offer(frame("d"))).isTrue();
        assertThat(outbox.offer(frame("e"))).isFalse();
        wire.endOfWrite();
        assertThat(outbox.offer(frame("e"))).isTrue();
    }

    @Test
    void tooManyBytesDoNotFit() {
        assertThat(outbox.offer(frame("x".repeat(60)))).isTrue();
        assertThat(outbox.offer(frame("x".repeat(40)))).isTrue();
        assertThat(outbox.offer(frame("x"))).isFalse();
    }

    @Test
    void aBigFrameGoesThroughAnEmptyQueue() {
        assertThat(outbox.offer(frame("x".repeat(1_000)))).isTrue();
        assertThat(outbox.offer(frame("x"))).isFalse();
        outbox.flush();
        assertThat(outbox.offer(frame("x"))).isTrue();
    }

    @Test
    void onceShutNothingMoreIsWritten() {
        outbox.offer(frame("a"));
        outbox.offer(frame("b"));
        outbox.flush();
        outbox.shut();
        wire.endOfWrite();
        assertThat(outbox.offer(frame("c"))).isTrue();
        outbox.flush();
        assertThat(wire.sent).containsExactly("a");
    }

    @Test
    void aWriteThatFailsIsTheLast() {
        outbox.offer(frame("a"));
        outbox.offer(frame("b"));
        outbox.flush();
        wire.underWay.remove(0).failed();
        outbox.offer(frame("c"));
        outbox.flush();
        assertThat(wire.sent).containsExactly("a");
        assertThat(failures).isEqualTo(1);
    }

    @Test
    void whateverManyThreadsOfferIsWrittenOnceAndInTheOrderOfEach() {
        wire.atOnce = true;
        var wide = new Outbox(wire, 100_000, 10_000_000, () -> failures++);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(IntStream.range(0, 8)
                            .mapToObj(thread -> CompletableFuture.runAsync(
                                    () -> IntStream.range(0, 500).forEach(number -> {
                                        wide.offer(frame(thread + ":" + number));
                                        wide.flush();
                                    }),
                                    threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        for (int thread = 0; thread < 8; thread++) {
            var start = thread + ":";
            assertThat(wire.sent.stream().filter(text -> text.startsWith(start)))
                    .containsExactlyElementsOf(IntStream.range(0, 500)
                            .mapToObj(number -> start + number)
                            .toList());
        }
    }
}
