package dev.confab.chat.app.client;

import static org.jline.utils.AttributedStyle.DEFAULT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * A terminal. Messages are printed above the line that is being typed. An entered line disappears, and is printed in its
 * place among the other messages when it is stored.
 */
final class TerminalScreen implements Screen {

    /** The largest number of lines of a message that are shown, so that one message does not fill the screen. */
    static final int MAX_LINES = 40;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL);
    private static final String FURTHER_LINE = "\n      | ";
    private static final int[] COLOURS = {
        AttributedStyle.CYAN,
        AttributedStyle.GREEN,
        AttributedStyle.YELLOW,
        AttributedStyle.MAGENTA,
        AttributedStyle.BLUE
    };

    private final Terminal terminal;
    private final LineReader questions;
    private final LineReader chat;
    private final ZoneId zone = ZoneId.systemDefault();
    private final boolean colourless = System.getenv("NO_COLOR") != null;

    private volatile String prompt = "";
    private LocalDate day = LocalDate.now(zone);

    TerminalScreen(Terminal terminal) {
        this.terminal = terminal;
        this.questions =
                reader(terminal).variable(LineReader.DISABLE_HISTORY, true).build();
        this.chat = reader(terminal)
                .completer(new StringsCompleter(Command.names()))
                .option(Option.ERASE_LINE_ON_FINISH, true)
                .build();
    }

    private static LineReaderBuilder reader(Terminal terminal) {
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.BELL_STYLE, "none");
    }

    /** Opens the terminal of this process; empty if there is none. */
    static Optional<Screen> open() {
        try {
            return Optional.of(new TerminalScreen(TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .encoding(StandardCharsets.UTF_8)
                    .build()));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void show(Line line) {
        var at = line.at().atZone(zone);
        if (!at.toLocalDate().equals(day)) {
            day = at.toLocalDate();
            note("--- " + DAY.format(day) + " ---");
        }
        var text = new AttributedStringBuilder()
                .styled(faint(), TIME.format(at) + " ")
                .styled(heading(line), line.heading())
                .append(shortened(line.text()).replace("\n", FURTHER_LINE));
        chat.printAbove(text.toAttributedString());
    }

    private static String shortened(String text) {
        var lines = text.split("\n", MAX_LINES + 1);
        if (lines.length <= MAX_LINES) {
            return text;
        }
        lines[MAX_LINES] = "(the message is too long for a screen)";
        return String.join("\n", lines);
    }

    private AttributedStyle heading(Line line) {
        return switch (line.mark()) {
            case OWN -> style(DEFAULT.bold());
            case SYSTEM -> style(DEFAULT.italic());
            case OTHER ->
                style(DEFAULT.foreground(COLOURS[Math.floorMod(line.author().hashCode(), COLOURS.length)]));
        };
    }

    private AttributedStyle faint() {
        return style(DEFAULT.faint());
    }

    private AttributedStyle style(AttributedStyle style) {
        return colourless ? DEFAULT : style;
    }

    @Override
    public void note(String text) {
        chat.printAbove(new AttributedStringBuilder()
                .styled(faint(), "      · " + TerminalText.line(text))
                .toAttributedString());
    }

    /** Doubles percent signs, which have a meaning in prompts of the line reader. */
    @Override
    public void prompt(String text) {
        var escaped = TerminalText.line(text).replace("%", "%%");
        if (escaped.equals(prompt)) {
            return;
        }
        prompt = escaped;
        if (chat instanceof LineReaderImpl reader && reader.isReading()) {
            reader.setPrompt(escaped);
            redraw(reader);
        }
    }

    private static void redraw(LineReaderImpl reader) {
        try {
            reader.callWidget(LineReader.REDISPLAY);
        } catch (IllegalStateException e) {
            // The line was entered meanwhile; the next one has the new prompt.
        }
    }

    @Override
    public @Nullable String read() {
        return read(chat, prompt, null);
    }

    @Override
    public @Nullable String ask(String question) {
        return read(questions, question.replace("%", "%%"), null);
    }

    @Override
    public @Nullable String askSecret(String question) {
        boolean echoing = terminal.echo(false);
        try {
            return isDumb() ? readUnedited(question) : read(questions, question.replace("%", "%%"), '\0');
        } finally {
            terminal.echo(echoing);
        }
    }

    /** Whether the terminal can only print. The line reader would show a password there. */
    private boolean isDumb() {
        return terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    private @Nullable String readUnedited(String question) {
        terminal.writer().print(question);
        terminal.flush();
        var typed = new StringBuilder();
        try {
            int next = terminal.reader().read();
            for (; next >= ' '; next = terminal.reader().read()) {
                typed.append((char) next);
            }
            terminal.writer().println();
            return next < 0 ? null : typed.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String read(LineReader reader, String prompt, @Nullable Character mask) {
        try {
            return reader.readLine(prompt, mask);
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        }
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public void close() {
        if (chat instanceof LineReaderImpl reader && reader.isReading()) {
            terminal.writer().println();
        }
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
