package dev.confab.chat.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PipeScreenTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private PipeScreen screen(String input) {
        return new PipeScreen(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    @Test
    void linesAreReadUnchanged() {
        var screen = screen("  grün \r\n\n/quit\nlast");
        assertThat(screen.read()).isEqualTo("  grün ");
        assertThat(screen.read()).isEmpty();
        assertThat(screen.read()).isEqualTo("/quit");
        assertThat(screen.read()).isEqualTo("last");
        assertThat(screen.read()).isNull();
    }

    @Test
    void overlongLineIsTruncated() {
        var screen = screen("x".repeat(3 * PipeScreen.MAX_LINE) + "\nnext");
        assertThat(screen.read()).hasSize(PipeScreen.MAX_LINE);
        assertThat(screen.read()).isEqualTo("next");
    }

    @Test
    void messagesGoToOutputAndNotesToErrorOutput() {
        var screen = screen("");
        screen.show(new Line(Instant.parse("2026-01-02T03:04:05Z"), Line.Mark.OTHER, "bob", "one\ntwo"));
        screen.note("connection \u001b[31mlost");
        assertThat(out.toString(UTF_8)).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:05   bob: one\n {20}\\| two\n");
        assertThat(err.toString(UTF_8)).isEqualTo("connection ␛[31mlost\n");
    }
}
