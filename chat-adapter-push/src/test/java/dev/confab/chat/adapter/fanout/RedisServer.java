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
 * A real Redis on a free port, as a process that dies with this JVM, whatever that dies of. Keeps nothing. Where no Redis
 * is installed the test that asks for one is skipped, but in CI it fails.
 */
public final class RedisServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/redis-server");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Tells the number of the process, and kills it when nobody is there any more to close the input. */
    private static final String GUARD =
            "log=$1; shift; \"$@\" >\"$log\" 2>&1 & echo $!; read -r until_the_end; kill -KILL $!";

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
     * Starts one; it answers when this returns.
     *
     * @param options as on the command line of the server
     */
    public static RedisServer start(String... options) {
        requireInstalled();
        var server = new RedisServer(freePort(), temporaryFolder(), List.of(options));
        server.awaitReady();
        return server;
    }

    private static void requireInstalled() {
        if (!Files.isExecutable(PROGRAM)) {
            var message = PROGRAM + " is missing: no test with Redis";
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
        await("Redis").atMost(PATIENCE).until(this::answers);
    }

    private boolean answers() {
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

    /** Executes one command on a connection of its own. */
    public Object execute(String command, String... arguments) {
        var config = DefaultJedisClientConfig.builder().resp2().build();
        try (var connection = new Connection(new HostAndPort("127.0.0.1", port), config)) {
            return connection.executeCommand(
                    new CommandArguments(Command.valueOf(command)).addObjects(List.of(arguments)));
        }
    }

    /** How many clients listen to {@code channel}. */
    public long listeners(String channel) {
        return (Long) ((List<?>) execute("PUBSUB", "NUMSUB", channel)).get(1);
    }

    /** Ends it as a crash does, and with it all connections. */
    public void kill() {
        signal("KILL");
        close();
    }

    /** Starts it anew, at the same place, after {@link #kill}. */
    public void restart() {
        guard = begin();
        awaitReady();
    }

    /** Lets it do nothing, while its connections stay. */
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
