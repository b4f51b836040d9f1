package dev.confab.chat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static Faults faultsOf(long... seqs) {
        var page = JsonNodeFactory.instance.arrayNode();
        LongStream.of(seqs).forEach(seq -> page.addObject().put("seq", seq));
        var faults = new Faults();
        Pages.check(page, faults);
        return faults;
    }

    @Test
    void aDensePageIsFine() {
        assertThat(faultsOf(9, 8, 7).none()).isTrue();
        assertThat(faultsOf().none()).isTrue();
    }

    @Test
    void aPageWithAHoleARepeatOrAnotherOrderIsNot() {
        assertThat(faultsOf(9, 7).lost()).isOne();
        assertThat(faultsOf(9, 8, 8).repeated()).isOne();
        assertThat(faultsOf(8, 9, 7).reordered()).isOne();
    }
}
