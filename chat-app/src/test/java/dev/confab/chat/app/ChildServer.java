package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code confab serve} in a separate process, for tests that kill or stop it. */
final class ChildServer implements AutoCloseable {

    private static final String READY = "Confab is ready on ";

    private final Process process;
    private final BufferedReader out;
    private final Path err;
    private final List<String> lines = new ArrayList<>();

    private ChildServer(Process process, Path err) {
        this.process = process;
        this.err = err;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Starts a server and returns when it is ready. */
    static ChildServer start(Installation installation, String... flags) {
        var arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(Arrays.asList(flags));
        return start(installation, Main.class, arguments);
    }

    /** Starts a server with settings that only tests can choose. */
    static ChildServer start(Installation installation, TunedServer.Choice tuning) {
        return start(installation, TunedServer.class, List.of(tuning.name()));
    }

    private static ChildServer start(Installation installation, Class<?> main, List<String> arguments) {
        try {
            var err = Files.createTempFile(Files.createDirectories(installation.folder()), "err", ".txt");
            var child = new ProcessBuilder(command(main, arguments))
                    .directory(installation.folder().toFile())
                    .redirectError(err.toFile());
            child.environment().keySet().removeIf(name -> name.startsWith(Setting.ENVIRONMENT_PREFIX));
            child.environment().putAll(installation.environment());
            var server = new ChildServer(child.start(), err);
            server.awaitReady();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> command(Class<?> main, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    private void awaitReady() throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith(READY)) {
                return;
            }
        }
        throw new AssertionError("not ready: " + err());
    }

    String url() {
        return lines.get(lines.size() - 1).substring(READY.length());
    }

    long pid() {
        return process.pid();
    }

    /** Kills the process as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops the process as {@code kill} does and returns its exit code. */
    int stop() {
        process.toHandle().destroy(); // unlike Process.destroy, leaves the output open
        return awaitEnd();
    }

    private int awaitEnd() {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Returns all lines of standard output after the process has ended. */
    List<String> out() throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        kill();
    }
}
