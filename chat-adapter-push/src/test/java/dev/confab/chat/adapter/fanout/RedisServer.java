package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis server on a free port, as a process that ends with this JVM, even if that is killed. It stores nothing. If Redis
 * is not installed, the test is skipped, but fails with {@code CI=true}.
 */
public final class RedisServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/redis-server");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Prints the process id, and kills the process when the input is closed or its writer has ended. */
    private static final String GUARD =
            "log=$1; shift; \"$@\" >\"$log\" 2>&1 & echo $!; read -r end_of_input; kill -KILL $!";

    private final int port;
    private final Path folder;
    private final List<String> options;
    private Process guard;
    private String process = "";

    private RedisServer(int port, Path folder, List<String> options) {
        this.port = port;
        this.folder = folder;
        this.options = options;
        guard = begin();
    }

    /**
     * Starts a server and waits until it responds.
     *
     * @param options command line options of the server
     */
    public static RedisServer start(String... options) {
        requireInstalled();
        var server = new RedisServer(freePort(), temporaryFolder(), List.of(options));
        server.awaitReady();
        return server;
    }

    private static void requireInstalled() {
        if (!Files.isExecutable(PROGRAM)) {
            var message = PROGRAM + " is missing: tests with Redis are skipped";
            if ("true".equals(System.getenv("CI"))) {
                fail(message);
            }
            Assumptions.abort(message);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path temporaryFolder() {
        try {
            var folder = Files.createTempDirectory("confab-redis");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Process begin() {
        var log = folder.resolve("redis.log");
        log.toFile().deleteOnExit();
        var command = new ArrayList<>(List.of("sh", "-c", GUARD, "sh", log.toString(), PROGRAM.toString()));
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
        command.addAll(List.of("--save", "", "--appendonly", "no"));
        command.addAll(options);
        try {
            var started = new ProcessBuilder(command).start();
            process = firstLine(started);
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String firstLine(Process started) throws IOException {
        var output = new BufferedReader(started.inputReader(StandardCharsets.UTF_8));
        return String.valueOf(output.readLine());
    }

    private void awaitReady() {
        await("Redis").atMost(TIMEOUT).until(this::responds);
    }

    private boolean responds() {
        try {
            return execute("PING") != null;
        } catch (JedisException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Executes a command on a connection of its own. */
    public Object execute(String command, String... arguments) {
        var config = DefaultJedisClientConfig.builder().resp2().build();
        try (var connection = new Connection(new HostAndPort("127.0.0.1", port), config)) {
            return connection.executeCommand(
                    new CommandArguments(Command.valueOf(command)).addObjects(List.of(arguments)));
        }
    }

    /** Returns the number of subscribers of {@code channel}. */
    public long listeners(String channel) {
        return (Long) ((List<?>) execute("PUBSUB", "NUMSUB", channel)).get(1);
    }

    /** Kills the server and its connections, as in a crash. */
    public void kill() {
        signal("KILL");
        close();
    }

    /** Restarts the server on the same port after {@link #kill}. */
    public void restart() {
        guard = begin();
        awaitReady();
    }

    /** Suspends the server; its connections stay open. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor())
                    .as("kill -%s", name)
                    .isZero();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            guard.waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
