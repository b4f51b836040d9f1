package dev.confab.chat.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.app.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A {@code confab} command in a process of its own, at a pseudo-terminal that {@code script} of util-linux opens. Keys go to
 * its input. What it prints is read without colours and cursor movements.
 */
final class PseudoTerminal implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String ENTER = "\r";

    /** Sequences that move the cursor, colour, or switch modes; and a bell or a string that ends with one. */
    private static final String CONTROL =
            "\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b[=>78()][0B]?|\u001b\\][^\u0007]*\u0007|\u0007";

    private final Process process;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private PseudoTerminal(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Starts a command. Without {@code script} the test is skipped, or fails with {@code CI=true}. */
    static PseudoTerminal run(String... arguments) throws IOException {
        if (!Files.isExecutable(SCRIPT) && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort(SCRIPT + " is missing (Debian's package bsdutils)");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Stream.concat(
                        Stream.of(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()),
                        Stream.of(arguments))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        var sized = "stty cols 80 rows 24; exec " + command; // a new pseudo-terminal has no size
        var builder = new ProcessBuilder(SCRIPT.toString(), "--quiet", "--return", "--command", sized, "/dev/null")
                .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new PseudoTerminal(builder.start());
    }

    private void read() {
        try (var out = process.getInputStream()) {
            out.transferTo(screen);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns all that was printed so far. */
    String printed() {
        return screen.toString(UTF_8).replaceAll(CONTROL, "");
    }

    /** Returns the lines that were printed so far, without those that are blank. */
    List<String> lines() {
        return Stream.of(printed().split("[\r\n]+"))
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    PseudoTerminal awaitText(String text) {
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(printed()).contains(text));
        return this;
    }

    /** Types a line and presses Enter. */
    PseudoTerminal type(String line) throws IOException {
        process.getOutputStream().write((line + ENTER).getBytes(UTF_8));
        process.getOutputStream().flush();
        return this;
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
