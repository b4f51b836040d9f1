package dev.confab.chat.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** A user of {@code confab chat} with pipes, in this process. */
final class Typist implements AutoCloseable {

    private static final int PIPE = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Reconnects with the shortest delay. */
    private static final RandomGenerator NO_JITTER = () -> 0;

    /** Date and time, mark and author of a line. */
    private static final Pattern HEADING = Pattern.compile("\\S+ \\S+ ([> *]) (\\S+: )?");

    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private final String name;

    private Typist(String name, String... arguments) throws IOException {
        this.name = name;
        var in = new PipedInputStream(keyboard, PIPE);
        var command = new ChatCommand(
                in, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), PATIENCE, NO_JITTER);
        var line = new CommandLine(command)
                .setOut(new PrintWriter(out, true, UTF_8))
                .setErr(new PrintWriter(err, true, UTF_8));
        Thread.ofPlatform().daemon().start(() -> exit.complete(line.execute(arguments)));
    }

    /** Runs the command with exactly these arguments. */
    static Typist with(String... arguments) {
        return named("", arguments);
    }

    private static Typist named(String name, String... arguments) {
        try {
            return new Typist(name, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs up or logs in as {@code user} and joins the lobby. */
    static Typist in(URI server, String user) {
        var typist = named(
                user, "--url", server.toString(), "--user", user, "--sign-up", "--password-stdin", "--room", "lobby");
        typist.type("correct horse " + user);
        return typist;
    }

    String name() {
        return name;
    }

    void type(String line) {
        try {
            keyboard.write((line + "\n").getBytes(UTF_8));
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the input. */
    void leave() {
        try {
            keyboard.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the output so far. */
    String output() {
        return out.toString(UTF_8);
    }

    /** Returns the texts of all messages in the output, in order. */
    List<String> texts() {
        return output().lines()
                .map(line -> HEADING.matcher(line).replaceFirst(""))
                .toList();
    }

    /** Returns the error output so far. */
    String notes() {
        return err.toString(UTF_8);
    }

    /** Waits for the end and returns the exit code. */
    int exitCode() {
        return exit.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        leave();
        exitCode();
    }
}
