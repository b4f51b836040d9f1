package dev.confab.chat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "ann@example.org", "Ünïcode", "张伟", "мария", "👩", "a.b-c_d+e", "\\'\"<>&%"})
    void visibleCharactersOfAnyScriptMakeAName(String name) {
        assertThat(new Username(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                " a",
                "a\t",
                "a\n",
                "a\u00a0b",
                "a\u3000",
                "a\u200bb",
                "a\u202eb",
                "a\ufeff",
                "a\u0007",
                "a\u0000",
                "\ud83d"
            })
    void spacesAndInvisibleCharactersDoNot(String name) {
        assertThatThrownBy(() -> new Username(name))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("username"));
    }

    @Test
    void isAtMost150CodePointsLong() {
        assertThat(new Username("𝒳".repeat(150)).value()).hasSize(300);
        assertThatThrownBy(() -> new Username("x".repeat(151))).isInstanceOf(Refusal.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"Ann, aNN", "STRASSE, Straße", "ΣΊΣΥΦΟΣ, σίσυφος", "МАРИЯ, мария", "ǆ, ǅ"})
    void namesThatDifferInCaseAreOne(String one, String other) {
        assertThat(new Username(one).key()).isEqualTo(new Username(other).key());
    }

    @ParameterizedTest
    @CsvSource({"ann, anne", "e, é", "o, 0", "мария, mария"})
    void otherNamesAreOthers(String one, String other) {
        assertThat(new Username(one).key()).isNotEqualTo(new Username(other).key());
    }

    @Test
    void theKeyOfAKeyIsTheKey() {
        for (var name : new String[] {"Straße", "ΐ", "ﬃ", "İstanbul", "ıI", "Ǆ"}) {
            var key = new Username(name).key();
            assertThat(new Username(key).key()).as(name).isEqualTo(key);
        }
    }

    @Test
    void theCapitalSharpSIsNoOtherLetter() {
        assertThat(new Username("STRAẞE").key()).isEqualTo(new Username("straße").key());
    }
}
