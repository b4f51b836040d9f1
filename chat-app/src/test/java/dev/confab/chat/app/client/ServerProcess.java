package dev.confab.chat.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code confab serve} in a process of its own with an embedded database, so that it can be killed. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Confab is ready on (http://\\S+)");
    private static final int ANY_FREE_PORT = 0;

    private final Process process;
    private final URI url;

    private ServerProcess(Path data, int port) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        List.of(java, "-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve"))
                .redirectError(data.resolve("server.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CONFAB_"));
        builder.environment().put("CONFAB_PORT", String.valueOf(port));
        builder.environment().put("CONFAB_DATA_DIR", data.resolve("data").toString());
        builder.environment().put("CONFAB_LIMITS", "off");
        process = builder.start();
        url = awaitReady();
    }

    /** Starts a server on any free port with the data in {@code data}. */
    static ServerProcess start(Path data) {
        return start(data, ANY_FREE_PORT);
    }

    private static ServerProcess start(Path data, int port) {
        try {
            return new ServerProcess(data, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI awaitReady() throws IOException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var ready = READY.matcher(line);
            if (ready.find()) {
                Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
                return URI.create(ready.group(1));
            }
        }
        throw new AssertionError("The server did not start.");
    }

    URI url() {
        return url;
    }

    /** Starts another server with the same address and data. */
    ServerProcess startAgain(Path data) {
        return start(data, url.getPort());
    }

    /** Kills the process. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends the process with a signal that it handles. */
    void terminate() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
