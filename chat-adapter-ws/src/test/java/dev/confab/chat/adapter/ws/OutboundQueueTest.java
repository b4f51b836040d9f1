package dev.confab.chat.adapter.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {

    private static final int HEAD = 2;
    private final FakeTransport transport = new FakeTransport();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private int failures;
    private final OutboundQueue queue = queue(3, 100 + 3 * HEAD);

    private OutboundQueue queue(int maxFrames, int maxBytes) {
        return new OutboundQueue(transport, maxFrames, maxBytes, turns::add, () -> failures++);
    }

    private static EncodedFrame frame(String text) {
        return EncodedFrame.of(text.getBytes(UTF_8));
    }

    private void offer(String... texts) {
        for (var text : texts) {
            assertThat(queue.offer(frame(text))).isTrue();
        }
    }

    /** Runs the submitted writes. */
    private void write() {
        for (var turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
        }
    }

    private void flush() {
        queue.flush();
        write();
    }

    @Test
    void framesAreWrittenByTheWritersAfterAFlush() {
        offer("a");
        assertThat(turns).isEmpty();
        queue.flush();
        assertThat(transport.writes).isEmpty();
        write();
        assertThat(transport.sent()).containsExactly("a");
    }

    @Test
    void gatheredFramesShareOneWrite() {
        offer("a", "b");
        queue.flush();
        offer("c");
        write();
        assertThat(transport.writes).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void framesDuringAWriteShareTheNextOne() {
        offer("a");
        flush();
        offer("b");
        flush();
        offer("c");
        flush();
        assertThat(transport.writes).containsExactly(List.of("a"));
        transport.endOfWrite();
        write();
        assertThat(transport.writes).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void queueIsSubmittedOnceAtATime() {
        offer("a");
        queue.flush();
        queue.flush();
        assertThat(turns).hasSize(1);
        write();
        offer("b");
        queue.flush();
        assertThat(turns).isEmpty();
    }

    @Test
    void queueIsResubmittedBehindOthers() {
        var other = queue(3, 100);
        offer("a");
        queue.flush();
        turns.remove().run();
        offer("c");
        other.offer(frame("b"));
        other.flush();
        transport.endOfWrite();
        assertThat(turns).containsExactly(other, queue);
    }

    @Test
    void writeIsLimitedInFramesAndBytes() {
        var wide = queue(1_000, 10_000_000);
        IntStream.range(0, 100).forEach(number -> wide.offer(frame("x")));
        wide.offer(frame("y".repeat(OutboundQueue.MAX_BYTES_PER_WRITE)));
        wide.offer(frame("z"));
        transport.completesAtOnce = true;
        wide.flush();
        write();
        assertThat(transport.writes).map(List::size).containsExactly(OutboundQueue.MAX_FRAMES_PER_WRITE, 36, 1, 1);
    }

    @Test
    void writeMayReachItsByteLimit() {
        var wide = queue(1_000, 10_000_000);
        var half = frame("x".repeat(OutboundQueue.MAX_BYTES_PER_WRITE / 2 - 4));
        assertThat(half.bytes()).isEqualTo(OutboundQueue.MAX_BYTES_PER_WRITE / 2);
        for (var frame : List.of(half, half, half)) {
            wide.offer(frame);
        }
        transport.completesAtOnce = true;
        wide.flush();
        write();
        assertThat(transport.writes).map(List::size).containsExactly(2, 1);
    }

    @Test
    void synchronousWritesDoNotOverflowTheStack() {
        transport.completesAtOnce = true;
        var wide = queue(1_000_000, 10_000_000);
        IntStream.range(0, 1_000_000).forEach(number -> wide.offer(frame("x")));
        wide.flush();
        write();
        assertThat(transport.sent()).hasSize(1_000_000);
    }

    @Test
    void fullQueueRefusesFrames() {
        offer("a");
        flush();
        offer("b", "c", "d");
        assertThat(queue.offer(frame("e"))).isFalse();
        transport.endOfWrite();
        write();
        offer("e");
    }

    @Test
    void byteLimitRefusesFrames() {
        offer("x".repeat(60), "x".repeat(40));
        assertThat(queue.offer(frame("x"))).isFalse();
    }

    @Test
    void writtenFramesMakeRoom() {
        transport.completesAtOnce = true;
        offer("x".repeat(60), "x".repeat(40));
        flush();
        offer("x".repeat(60), "x".repeat(40));
        assertThat(queue.offer(frame("x"))).isFalse();
    }

    @Test
    void largeFrameFitsIntoAnEmptyQueue() {
        offer("x".repeat(1_000));
        assertThat(queue.offer(frame("x"))).isFalse();
        flush();
        offer("x");
    }

    @Test
    void discardedQueueWritesNothingMore() {
        offer("a");
        flush();
        offer("b");
        queue.discard();
        transport.endOfWrite();
        write();
        offer("c");
        flush();
        assertThat(transport.sent()).containsExactly("a");
        assertThat(transport.closes).isEmpty();
    }

    @Test
    void goingAwayIsSentAfterTheQueuedFrames() {
        transport.completesAtOnce = true;
        offer("a", "b");
        queue.close(CloseCode.GOING_AWAY);
        offer("c");
        write();
        assertThat(transport.sent()).containsExactly("a", "b");
        assertThat(transport.closes).containsExactly(CloseCode.GOING_AWAY);
    }

    @Test
    void closeForSlowOrRevokedConnectionDropsTheQueuedFrames() {
        for (var code : List.of(CloseCode.TOO_SLOW, CloseCode.LOGIN_ENDED, CloseCode.NO_ACCESS)) {
            var one = queue(3, 100);
            one.offer(frame("a"));
            one.close(code);
            write();
        }
        assertThat(transport.writes).isEmpty();
        assertThat(transport.closes).containsExactly(CloseCode.TOO_SLOW, CloseCode.LOGIN_ENDED, CloseCode.NO_ACCESS);
    }

    @Test
    void closeWaitsForTheWriteInProgress() {
        offer("a");
        flush();
        queue.close(CloseCode.TOO_SLOW);
        write();
        assertThat(transport.closes).isEmpty();
        transport.endOfWrite();
        write();
        assertThat(transport.closes).containsExactly(CloseCode.TOO_SLOW);
    }

    @Test
    void onlyTheFirstCloseIsSent() {
        queue.close(CloseCode.GOING_AWAY);
        queue.close(CloseCode.TOO_SLOW);
        write();
        offer("a");
        flush();
        assertThat(transport.closes).containsExactly(CloseCode.GOING_AWAY);
        assertThat(transport.writes).isEmpty();
    }

    @Test
    void failedWriteIsTheLast() {
        offer("a", "b");
        flush();
        offer("c");
        transport.underWay.remove().onFailed();
        write();
        offer("d");
        flush();
        queue.close(CloseCode.GOING_AWAY);
        write();
        assertThat(transport.writes).containsExactly(List.of("a", "b"));
        assertThat(transport.closes).isEmpty();
        assertThat(failures).isEqualTo(1);
    }

    @Test
    void concurrentOffersAreWrittenOnceInTheOrderOfEachThread() {
        transport.completesAtOnce = true;
        try (var writers = new WriteExecutor();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wide = new OutboundQueue(transport, 100_000, 10_000_000, writers, () -> failures++);
            CompletableFuture.allOf(IntStream.range(0, 8)
                            .mapToObj(thread -> CompletableFuture.runAsync(
                                    () -> IntStream.range(0, 500).forEach(number -> {
                                        wide.offer(frame(thread + ":" + number));
                                        wide.flush();
                                    }),
                                    threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
            await().until(() -> transport.sent().size() == 4_000);
        }
        for (int thread = 0; thread < 8; thread++) {
            var start = thread + ":";
            assertThat(transport.sent().stream().filter(text -> text.startsWith(start)))
                    .containsExactlyElementsOf(IntStream.range(0, 500)
                            .mapToObj(number -> start + number)
                            .toList());
        }
    }

    @Test
    void closedWritersFinishTheQueuedFrames() {
        transport.completesAtOnce = true;
        var writers = new WriteExecutor();
        var last = new OutboundQueue(transport, 3, 100, writers, () -> failures++);
        writers.close();
        last.offer(frame("a"));
        last.close(CloseCode.GOING_AWAY);
        await().until(() -> transport.closes.equals(List.of(CloseCode.GOING_AWAY)));
        assertThat(transport.sent()).containsExactly("a");
    }
}
