package dev.confab.chat.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TerminalScreenTest {

    private final ByteArrayOutputStream glass = new ByteArrayOutputStream();
    private LineDisciplineTerminal terminal;
    private TerminalScreen screen;

    @BeforeEach
    void open() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", glass, UTF_8);
        terminal.setSize(new Size(80, 24));
        screen = new TerminalScreen(terminal);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    private void press(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(UTF_8));
    }

    /** Returns what was printed, without colours and cursor movements. */
    private String printed() {
        terminal.flush();
        return glass.toString(UTF_8).replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "");
    }

    private static Line line(Line.Mark mark, String text) {
        return new Line(Instant.now(), mark, "bob", TerminalText.text(text));
    }

    @Test
    void messageIsShownWithTimeAndAuthor() {
        screen.show(line(Line.Mark.OTHER, "hello\nworld"));
        assertThat(printed()).containsPattern("\\d\\d:\\d\\d   bob: hello\\R      \\| world");
    }

    @Test
    void controlCharactersOfMessagesAreNotPrinted() {
        screen.show(line(Line.Mark.OTHER, "\u001b]0;owned\u0007\u001b[2J"));
        screen.note("room \u001b]0;owned\u0007");
        assertThat(printed()).contains("␛]0;owned␇␛[2J", "room ␛]0;owned␇");
        assertThat(glass.toString(UTF_8)).doesNotContain("\u001b]", "\u001b[2J", "\u0007");
    }

    @Test
    void incomingMessageKeepsTheTypedLine() throws Exception {
        var typed = CompletableFuture.supplyAsync(screen::read);
        press("half ");
        await().untilAsserted(() -> assertThat(printed()).endsWith("half "));
        screen.show(line(Line.Mark.OTHER, "in between"));
        await().untilAsserted(() -> assertThat(printed()).containsPattern("bob: in between\\R+.*half "));
        press("done!!\r");
        assertThat(typed.get()).isEqualTo("half done!!");
    }

    @Test
    void promptChangesWhileTyping() throws Exception {
        screen.prompt("100% > ");
        var typed = CompletableFuture.supplyAsync(screen::read);
        await().untilAsserted(() -> assertThat(printed()).contains("100% > "));
        screen.prompt("offline > ");
        await().untilAsserted(() -> assertThat(printed()).contains("offline > "));
        press("text\r");
        assertThat(typed.get()).isEqualTo("text");
    }

    @Test
    void passwordIsNotShown() throws Exception {
        var answer = CompletableFuture.supplyAsync(() -> screen.askSecret("Password: "));
        await().untilAsserted(() -> assertThat(printed()).contains("Password: "));
        press("open sesame\r");
        assertThat(answer.get()).isEqualTo("open sesame");
        assertThat(printed()).doesNotContain("open sesame");
    }

    @Test
    void controlDEndsTheInput() throws Exception {
        var first = CompletableFuture.supplyAsync(screen::read);
        press("\u0004");
        assertThat(first.get()).isNull();
    }

    @Test
    void longMessageIsShortened() {
        screen.show(line(
                Line.Mark.OTHER,
                IntStream.range(0, 1_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"))));
        assertThat(printed()).contains("line " + (TerminalScreen.MAX_LINES - 1), "too long for a screen");
        assertThat(printed()).doesNotContain("line " + TerminalScreen.MAX_LINES);
    }
}
