package dev.confab.chat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static Faults faultsOf(long... seqs) {
        var faults = new Faults();
        Pages.check(LongStream.of(seqs).boxed().toList(), faults);
        return faults;
    }

    @Test
    void densePageIsClean() {
        assertThat(faultsOf(7, 8, 9).none()).isTrue();
        assertThat(faultsOf().none()).isTrue();
    }

    @Test
    void pageWithGapRepeatOrWrongOrderIsCounted() {
        assertThat(faultsOf(7, 9).lost()).isOne();
        assertThat(faultsOf(8, 8, 9).repeated()).isOne();
        assertThat(faultsOf(7, 9, 8).reordered()).isOne();
    }
}
