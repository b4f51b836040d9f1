package dev.confab.chat.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void ordinaryTextOfAnyScriptStaysAsItIs() {
        var text = "Grüße, Ωμέγα, שלום, 你好, 👩‍👩‍👧 ok!";
        assertThat(Printable.text(text)).isEqualTo(text);
        assertThat(Printable.line(text)).isEqualTo(text);
    }

    @Test
    void escapeSequencesBecomeVisible() {
        assertThat(Printable.text("\u001b[2J\u001b]0;owned\u0007")).isEqualTo("␛[2J␛]0;owned␇");
        assertThat(Printable.text("a\rb\bc\u007fd")).isEqualTo("a␍b␈c␡d");
        assertThat(Printable.text("\u009b31m")).isEqualTo("�31m");
    }

    @Test
    void theWritingDirectionCannotBeTurned() {
        assertThat(Printable.text("a\u202eb\u2066c")).isEqualTo("a�b�c");
    }

    @Test
    void onlyATextHasLineEnds() {
        assertThat(Printable.text("a\r\nb\u2028c\td")).isEqualTo("a\nb\nc    d");
        assertThat(Printable.line("a\r\nb\u2028c")).isEqualTo("a b c");
    }

    @Test
    void noTextOfChanceHoldsAControlCharacterAfterwards() {
        Seeds.each(random -> {
            var text = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }
            assertThat(Printable.line(text.toString()).codePoints())
                    .noneMatch(Character::isISOControl)
                    .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        });
    }
}
