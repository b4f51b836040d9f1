package dev.confab.chat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceTest {

    private final Faults faults = new Faults();
    private final Sequence sequence = new Sequence(faults, 10);

    private void hear(long... numbers) {
        LongStream.of(numbers).forEach(sequence::hear);
    }

    private void assertFaults(long lost, long repeated, long reordered) {
        assertThat(faults)
                .extracting(Faults::lost, Faults::repeated, Faults::reordered)
                .containsExactly(lost, repeated, reordered);
    }

    @Test
    void oneAfterTheOtherIsFine() {
        hear(11, 12, 13);

        assertThat(faults.none()).isTrue();
        assertThat(sequence.last()).isEqualTo(13);
    }

    @Test
    void whatIsLeftOutIsLost() {
        hear(11, 14);

        assertFaults(2, 0, 0);
    }

    @Test
    void whatComesTwiceIsRepeated() {
        hear(11, 11, 10);

        assertFaults(0, 2, 0);
    }

    @Test
    void whatComesTooLateIsReorderedAndNotLost() {
        hear(12, 11, 13);

        assertFaults(0, 0, 1);
    }

    @Test
    void whatComesTooLateAndAgainIsBoth() {
        hear(12, 11, 11);

        assertFaults(0, 1, 1);
    }

    @Test
    void aMissingEndIsLost() {
        hear(11);
        sequence.finish(14);

        assertFaults(3, 0, 0);
    }

    @Test
    void whatIsKnownInAnotherWayIsNotLost() {
        sequence.skipTo(20);
        hear(21);

        assertThat(faults.none()).isTrue();
    }

    @Test
    void aHoleOfAnySizeIsCountedInFull() {
        hear(1_000_011);

        assertFaults(1_000_000, 0, 0);
    }
}
