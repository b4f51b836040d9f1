package dev.confab.chat.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {

    @Test
    void ordinaryTextOfAnyScriptIsUnchanged() {
        var text = "Grüße, Ωμέγα, שלום, 你好, 👩‍👩‍👧 ok!";
        assertThat(TerminalText.text(text)).isEqualTo(text);
        assertThat(TerminalText.line(text)).isEqualTo(text);
    }

    @Test
    void escapeSequencesBecomeVisible() {
        assertThat(TerminalText.text("\u001b[2J\u001b]0;owned\u0007")).isEqualTo("␛[2J␛]0;owned␇");
        assertThat(TerminalText.text("a\rb\bc\u007fd")).isEqualTo("a␍b␈c␡d");
        assertThat(TerminalText.text("\u009b31m")).isEqualTo("�31m");
    }

    @Test
    void directionalCharactersAreReplaced() {
        assertThat(TerminalText.text("a\u202eb\u2066c")).isEqualTo("a�b�c");
    }

    @Test
    void lineRemovesLineBreaksAndTextKeepsThem() {
        assertThat(TerminalText.text("a\r\nb\u2028c\td")).isEqualTo("a\nb\nc    d");
        assertThat(TerminalText.line("a\r\nb\u2028c")).isEqualTo("a b c");
    }

    @Test
    void randomTextHasNoControlCharacters() {
        Seeds.each(random -> {
            var text = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }
            assertThat(TerminalText.line(text.toString()).codePoints())
                    .noneMatch(Character::isISOControl)
                    .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        });
    }
}
