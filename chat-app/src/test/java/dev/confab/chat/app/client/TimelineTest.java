package dev.confab.chat.app.client;

import static dev.confab.chat.app.client.Messages.seq;
import static dev.confab.chat.app.client.Messages.seqs;
import static dev.confab.chat.app.client.Messages.span;
import static dev.confab.chat.app.client.Messages.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.app.protocol.MessageView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final Timeline timeline = new Timeline();

    @Test
    void beginShowsTheNewestMessages() {
        assertThat(timeline.isMissing()).isTrue();
        assertThat(seqs(timeline.begin(span(81, 100)))).isEqualTo(seqs(span(81, 100)));
        assertThat(timeline.shown()).isEqualTo(100);
        assertThat(timeline.isMissing()).isFalse();
    }

    @Test
    void emptyRoomIsNotMissingMessages() {
        assertThat(timeline.begin(List.of())).isEmpty();
        assertThat(timeline.isMissing()).isFalse();
        assertThat(seqs(timeline.accept(seq(1)))).containsExactly(1L);
    }

    @Test
    void messageBeforeBeginIsHeldBack() {
        assertThat(timeline.accept(seq(4))).isEmpty();
        assertThat(timeline.accept(seq(2))).isEmpty();
        assertThat(seqs(timeline.begin(span(2, 3)))).containsExactly(2L, 3L, 4L);
    }

    @Test
    void messageOlderThanTheBeginningIsNotShown() {
        assertThat(timeline.accept(version(2, 9, "edited just now"))).isEmpty();
        assertThat(seqs(timeline.begin(span(5, 6)))).containsExactly(5L, 6L);
        assertThat(timeline.accept(seq(1))).isEmpty();
    }

    @Test
    void messageIsShownOnce() {
        timeline.begin(span(1, 3));
        assertThat(timeline.accept(seq(3))).isEmpty();
        assertThat(timeline.fetched(span(1, 3))).isEmpty();
        assertThat(timeline.begin(span(1, 3))).isEmpty();
        assertThat(seqs(timeline.fetched(span(2, 5)))).containsExactly(4L, 5L);
    }

    @Test
    void messageAfterAGapWaitsUntilTheGapIsFilled() {
        timeline.begin(span(1, 3));
        assertThat(timeline.accept(seq(6))).isEmpty();
        assertThat(timeline.isMissing()).isTrue();
        assertThat(seqs(timeline.fetched(span(4, 5)))).containsExactly(4L, 5L, 6L);
        assertThat(timeline.isMissing()).isFalse();
    }

    @Test
    void knownSeqWithoutMessageIsMissing() {
        timeline.begin(span(1, 3));
        timeline.know(4);
        assertThat(timeline.isMissing()).isTrue();
        timeline.accept(seq(4));
        assertThat(timeline.isMissing()).isFalse();
    }

    @Test
    void seqMissingInAFetchedPageIsSkipped() {
        timeline.begin(span(1, 3));
        timeline.accept(seq(9));
        assertThat(seqs(timeline.fetched(List.of(seq(7), seq(9))))).containsExactly(7L, 9L);
        assertThat(timeline.isMissing()).isFalse();
    }

    @Test
    void newerVersionOfAHeldMessageIsShown() {
        timeline.begin(span(1, 3));
        timeline.accept(version(5, 9, "edited"));
        timeline.accept(seq(5));
        assertThat(timeline.fetched(span(4, 5)).getLast().body()).isEqualTo("edited");
    }

    @Test
    void numberOfHeldMessagesIsBounded() {
        timeline.begin(List.of());
        int many = Timeline.MAX_HELD * 3;
        span(2, many).forEach(timeline::accept);
        assertThat(timeline.fetched(span(1, 1))).hasSize(Timeline.MAX_HELD + 1);
        assertThat(timeline.isMissing()).isTrue();
        assertThat(timeline.fetched(span(timeline.shown() + 1, many)).getLast().seq())
                .isEqualTo(many);
    }

    /** Frames are lost, repeated, late and out of order. Pages have any size and the state of the time of the request. */
    @Test
    void everyMessageIsShownOnceInOrderInRandomSchedules() {
        Seeds.each(random -> new History(random).play());
    }

    private static final class History {

        private final Random random;
        private final Timeline timeline = new Timeline();
        private final List<Long> shown = new ArrayList<>();
        private final List<MessageView> frames = new ArrayList<>();
        private final ArrayDeque<List<MessageView>> answers = new ArrayDeque<>();
        private final long total;
        private final int keep;
        private long stored;

        History(Random random) {
            this.random = random;
            this.total = 1L + random.nextInt(80);
            this.keep = random.nextInt(101);
            this.stored = random.nextLong(total + 1);
            for (long seq = 1; seq <= stored; seq += 1 + random.nextInt(10)) {
                frames.add(seq(seq));
            }
        }

        void play() {
            long first = Math.max(1, stored - random.nextInt(20));
            var newest = stored == 0 ? List.<MessageView>of() : span(first, stored);
            for (int i = random.nextInt(10); i > 0; i--) {
                step();
            }
            show(timeline.begin(newest));
            while (stored < total || timeline.isMissing()) {
                step();
            }
            long from = newest.isEmpty() ? 1 : first;
            assertThat(shown)
                    .isEqualTo(LongStream.rangeClosed(from, total).boxed().toList());
        }

        private void step() {
            switch (random.nextInt(5)) {
                case 0 -> store();
                case 1 -> deliverAnyFrame();
                case 2 -> ask();
                case 3 -> answer();
                default -> timeline.know(random.nextLong(stored + 1));
            }
        }

        private void store() {
            if (stored < total) {
                stored++;
                for (int copies = random.nextInt(3); copies > 0 && random.nextInt(100) < keep; copies--) {
                    frames.add(seq(stored));
                }
                timeline.know(stored == total ? stored : 0);
            }
        }

        private void deliverAnyFrame() {
            if (!frames.isEmpty()) {
                show(timeline.accept(frames.remove(random.nextInt(frames.size()))));
            }
        }

        private void ask() {
            if (timeline.hasBegun() && timeline.isMissing()) {
                long after = timeline.shown();
                answers.add(span(after + 1, Math.min(stored, after + 1 + random.nextInt(10))));
            }
        }

        private void answer() {
            if (!answers.isEmpty()) {
                show(timeline.fetched(answers.remove()));
            }
        }

        private void show(List<MessageView> messages) {
            shown.addAll(seqs(messages));
        }
    }
}
