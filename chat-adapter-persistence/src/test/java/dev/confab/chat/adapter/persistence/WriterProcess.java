package dev.confab.chat.adapter.persistence;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A {@link DatabaseWriter} in a separate process. */
final class WriterProcess implements AutoCloseable {

    private static final int THREADS = 3;
    private static final Pattern ACKNOWLEDGEMENT =
            Pattern.compile("(user|room|deleting|deleted) [-0-9a-f]{36}|message( [-0-9a-f]{36}){2}");

    private final Process process;
    private final BufferedReader lines;

    private WriterProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static WriterProcess start(Settings settings, long seed, long longestRest) {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                "-cp",
                System.getProperty("java.class.path"),
                DatabaseWriter.class.getName(),
                settings.jdbcUrl(),
                Objects.requireNonNullElse(settings.user(), ""),
                Objects.requireNonNullElse(settings.password(), ""),
                String.valueOf(seed),
                String.valueOf(THREADS),
                String.valueOf(longestRest));
        try {
            return new WriterProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Records at least {@code writes} acknowledgements, runs {@code kill}, and records all further output. */
    void recordUntil(int writes, Acknowledgements acknowledgements, Runnable kill) {
        for (int write = 0; write < writes; write++) {
            acknowledgements.record(nextLine().orElseThrow(() -> new AssertionError("The writer ended early.")));
        }
        kill.run();
        for (var line = nextLine(); line.isPresent(); line = nextLine()) {
            acknowledgements.record(line.get());
        }
    }

    /** Returns the next line; empty at the end. A truncated line was not acknowledged, and other lines are logged. */
    private Optional<String> nextLine() {
        try {
            var line = lines.readLine();
            while (line != null && !ACKNOWLEDGEMENT.matcher(line).matches()) {
                line = lines.readLine();
            }
            return Optional.ofNullable(line);
        } catch (IOException streamClosedByTheKill) {
            return Optional.empty();
        }
    }

    /** Kills the process as {@code kill -9} does. What it printed can still be read, unlike after {@link Process#destroyForcibly}. */
    void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    void awaitEnd() {
        try {
            assertThat(process.waitFor(60, SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
