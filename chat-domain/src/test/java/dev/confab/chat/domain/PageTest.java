package dev.confab.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

    @Test
    void mappingKeepsTheTotal() {
        assertThat(new Page<>(7, List.of(1, 2)).map(Integer::toBinaryString))
                .isEqualTo(new Page<>(7, List.of("1", "10")));
    }

    @Test
    void pageCopiesItsItems() {
        var items = new ArrayList<>(List.of("a"));
        var page = new Page<>(1, items);
        items.clear();
        assertThat(page.items()).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "200, 0", "50, 9223372036854775807"})
    void windowHasBounds(int limit, long offset) {
        assertThatCode(() -> new Page.Window(limit, offset)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 0", "201, 0", "1, -1"})
    void windowBeyondItsBoundsIsRejected(int limit, long offset) {
        assertThatThrownBy(() -> new Page.Window(limit, offset)).isInstanceOf(IllegalArgumentException.class);
    }
}
