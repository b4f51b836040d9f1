package dev.confab.chat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceTest {

    private final Faults faults = new Faults();
    private final Sequence sequence = new Sequence(faults, 10);

    private void hear(long... numbers) {
        LongStream.of(numbers).forEach(sequence::receive);
    }

    private void assertFaults(long lost, long repeated, long reordered) {
        assertThat(faults)
                .extracting(Faults::lost, Faults::repeated, Faults::reordered)
                .containsExactly(lost, repeated, reordered);
    }

    @Test
    void numbersInOrderAreClean() {
        hear(11, 12, 13);

        assertThat(faults.none()).isTrue();
        assertThat(sequence.last()).isEqualTo(13);
    }

    @Test
    void skippedNumberIsLost() {
        hear(11, 14);

        assertFaults(2, 0, 0);
    }

    @Test
    void secondArrivalIsRepeated() {
        hear(11, 11, 10);

        assertFaults(0, 2, 0);
    }

    @Test
    void lateNumberIsReorderedAndNotLost() {
        hear(12, 11, 13);

        assertFaults(0, 0, 1);
    }

    @Test
    void lateNumberThatArrivesTwiceIsReorderedAndRepeated() {
        hear(12, 11, 11);

        assertFaults(0, 1, 1);
    }

    @Test
    void missingNumbersAtTheEndAreLost() {
        hear(11);
        sequence.finish(14);

        assertFaults(3, 0, 0);
    }

    @Test
    void skippedRangeIsNotLost() {
        sequence.skipTo(20);
        hear(21);

        assertThat(faults.none()).isTrue();
    }

    @Test
    void largeGapIsCountedInFull() {
        hear(1_000_011);

        assertFaults(1_000_000, 0, 0);
    }
}
