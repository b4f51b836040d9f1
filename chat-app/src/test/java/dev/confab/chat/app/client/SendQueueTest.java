package dev.confab.chat.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendQueueTest {

    private final SendQueue queue = new SendQueue();

    private static SendQueue.Pending line(int number) {
        return new SendQueue.Pending("id-" + number, "room", "line " + number);
    }

    @Test
    void nextLineIsSentAfterThePreviousIsSettled() {
        queue.offer(line(1));
        queue.offer(line(2));
        assertThat(queue.next()).contains(line(1));
        assertThat(queue.next()).isEmpty();
        assertThat(queue.settle("id-1")).contains(line(1));
        assertThat(queue.next()).contains(line(2));
    }

    @Test
    void lineInFlightIsSentAgainAfterALoss() {
        queue.offer(line(1));
        queue.offer(line(2));
        queue.next();
        queue.returnInFlight();
        assertThat(queue.next()).contains(line(1));
    }

    @Test
    void storedLineIsNotSentAgain() {
        queue.offer(line(1));
        queue.offer(line(2));
        queue.next();
        queue.returnInFlight();
        queue.settle("id-1");
        assertThat(queue.next()).contains(line(2));
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void lineIsSettledOnce() {
        queue.offer(line(1));
        assertThat(queue.settle("id-1")).isPresent();
        assertThat(queue.settle("id-1")).isEmpty();
        assertThat(queue.settle(null)).isEmpty();
        assertThat(queue.size()).isZero();
    }

    @Test
    void fullQueueRefusesLines() {
        for (int i = 0; i < SendQueue.MAX_LINES; i++) {
            assertThat(queue.offer(line(i))).isTrue();
        }
        assertThat(queue.offer(line(-1))).isFalse();
        queue.settle("id-0");
        assertThat(queue.offer(line(-1))).isTrue();
    }

    @Test
    void printedLineHidesItsText() {
        assertThat(line(1).toString()).doesNotContain("line 1");
    }

    /** Requests, responses and connections are lost anywhere; the server stores each id once. */
    @Test
    void everyLineIsStoredOnceInOrderDespiteLosses() {
        Seeds.each(SendQueueTest::history);
    }

    private static void history(Random random) {
        var queue = new SendQueue();
        int total = 1 + random.nextInt(40);
        int typed = 0;
        Set<String> stored = new LinkedHashSet<>();
        List<String> onTheWay = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        while (stored.size() < total || queue.size() > 0) {
            switch (random.nextInt(6)) {
                case 0 -> typed += typed < total && queue.offer(line(typed)) ? 1 : 0;
                case 1 -> queue.next().ifPresent(line -> onTheWay.add(line.clientId()));
                case 2 ->
                    move(onTheWay, id -> {
                        stored.add(id);
                        answers.add(id);
                    });
                case 3 -> move(answers, queue::settle);
                case 4 ->
                    stored.stream()
                            .skip(random.nextInt(stored.size() + 1))
                            .findFirst()
                            .ifPresent(queue::settle);
                default -> {
                    // The connection is lost: the request under way arrives or not, its answer never does.
                    if (random.nextBoolean()) {
                        stored.addAll(onTheWay);
                    }
                    onTheWay.clear();
                    answers.clear();
                    queue.returnInFlight();
                }
            }
        }
        assertThat(stored)
                .containsExactlyElementsOf(
                        IntStream.range(0, total).mapToObj(i -> "id-" + i).toList());
    }

    private static void move(List<String> from, Consumer<String> to) {
        if (!from.isEmpty()) {
            to.accept(from.removeFirst());
        }
    }
}
