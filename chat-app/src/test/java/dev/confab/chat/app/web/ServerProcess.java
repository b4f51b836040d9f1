package dev.confab.chat.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.app.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The server of a {@link Site} in a separate process, for tests that kill it. */
final class ServerProcess implements AutoCloseable {

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Starts the server and returns when it is ready. */
    static ServerProcess start(Site site) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve");
        var builder =
                new ProcessBuilder(command).directory(site.folder().toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CONFAB_"));
        builder.environment().putAll(site.environment());
        try {
            var started = new ServerProcess(builder.start());
            started.awaitReady();
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitReady() throws IOException {
        var out = process.inputReader(UTF_8);
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("Confab is ready on ")) {
                return;
            }
        }
        throw new IOException("the server ended before it was ready");
    }

    /** Kills the process without a warning. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
