package dev.confab.chat.app.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A screen of pipes in UTF-8, for scripts. Messages go to standard output, one per line, with further lines of a message
 * indented. Everything else goes to standard error. Input has no commands.
 */
final class PipeScreen implements Screen {

    /** The largest input line in characters. The rest is dropped: such a line is too long for a message anyway. */
    static final int MAX_LINE = 40_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String FURTHER_LINE = "\n" + " ".repeat(20) + "| ";

    private final Reader in;
    private final PrintStream out;
    private final PrintStream err;
    private final ZoneId zone = ZoneId.systemDefault();

    PipeScreen(InputStream in, PrintStream out, PrintStream err) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, false, StandardCharsets.UTF_8);
    }

    @Override
    public void show(Line line) {
        var text = line.text().replace("\n", FURTHER_LINE);
        print(out, TIME.format(line.at().atZone(zone)) + " " + line.heading() + text);
    }

    @Override
    public void note(String text) {
        print(err, TerminalText.line(text));
    }

    private static void print(PrintStream stream, String line) {
        stream.print(line + "\n");
        if (stream.checkError()) {
            throw new UncheckedIOException(new IOException("closed"));
        }
    }

    @Override
    public void prompt(String text) {
        // Scripts need no prompt.
    }

    @Override
    public @Nullable String read() {
        try {
            return readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable String readLine() throws IOException {
        var line = new StringBuilder();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.length() < MAX_LINE) {
                line.append((char) next);
            }
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    @Override
    public @Nullable String ask(String question) {
        return null;
    }

    @Override
    public @Nullable String askSecret(String question) {
        return null;
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public void close() {
        out.flush();
        err.flush();
    }
}
