package dev.confab.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann Lee",
                "e\u0301",
                "שלום and مرحبا",
                "a\u00a0b",
                "❤\ufe0f",
                "☎\ufe0e",
                "1\ufe0f\u20e3 #\ufe0f\u20e3",
                "👩\u200d👩\u200d👧\u200d👦",
                "🏳\ufe0f\u200d🌈",
                "👩🏽\u200d💻",
                "❤\ufe0f\u200d🔥",
                "👍🏽",
                "🇩🇪",
                "🏴\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f",
                "می\u200cخواهم",
                "ශ්\u200dරී",
                "葛\udb40\udd00城",
                "\u0600\u0661",
                "\ufffd"
            })
    void oneLineTextStaysUnchanged(String text) {
        assertThat(OneLine.check("title", text, 50)).isSameAs(text);
        assertThat(OneLine.sanitize(text, 50)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "\u200b",
                "\u3164",
                "\u2800 \u2800",
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u0000b",
                "a\u001bb",
                "a\u202eb",
                "a\u2066b",
                "a\u200fb",
                "a\u061cb",
                "a\u200bb",
                "a\u200cb",
                "a\u200db",
                "a\u2060b",
                "a\ufe0fb",
                "1\ufe0f",
                "\ufe0f",
                "👩\u200d",
                "\u200d👩",
                "👩\u200da",
                "a\u034fb",
                "a\u17b4b",
                "a\u3164b",
                "a\ufffab",
                "a\udb40\udc61",
                "🏴\udb40\udc67",
                "a\udb40\udd00",
                "\ud83d"
            })
    void otherTextIsRefusedWithTheField(String text) {
        assertThatThrownBy(() -> OneLine.check("title", text, 50))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("title"));
    }

    @ParameterizedTest
    @CsvSource({
        "a\\nb,a b",
        "a\\tb,a b",
        "a\\u202eb,a\ufffdb",
        "a\\u200bb,a\ufffdb",
        "a\\u0000b,a\ufffdb",
        "👩\\u200d👧,👩\\u200d👧"
    })
    void refusedCharactersCanBeReplaced(String text, String fitted) {
        var given = readable(text);
        assertThat(OneLine.sanitize(given, 50)).isEqualTo(readable(fitted));
        assertThat(OneLine.check("name", OneLine.sanitize(given, 50), 50)).isNotNull();
    }

    private static String readable(String text) {
        return text.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\u202e", "\u202e")
                .replace("\\u200b", "\u200b")
                .replace("\\u200d", "\u200d")
                .replace("\\u0000", "\u0000");
    }

    @Test
    void lengthIsLimited() {
        assertThat(OneLine.check("title", "👋".repeat(50), 50)).hasSize(100);
        assertThatThrownBy(() -> OneLine.check("title", "👋".repeat(51), 50)).isInstanceOf(Refusal.Invalid.class);
    }
}
