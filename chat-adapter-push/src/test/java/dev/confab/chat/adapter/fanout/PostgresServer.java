package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.adapter.fanout.FanOutAdapter.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server on a free port that tests can kill and suspend. */
public final class PostgresServer implements AutoCloseable {

    private final Path folder = temporaryFolder();
    private final EmbeddedPostgres server = start();
    private final Path programs = Path.of(main().info().command().orElseThrow()).getParent();

    private EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path temporaryFolder() {
        try {
            var folder = Files.createTempDirectory("confab-postgres");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException goneAlready) {
            // The operating system clears its temporary files.
        }
    }

    public Postgres postgres() {
        return new Postgres("jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres", "postgres");
    }

    public void execute(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Kills the server and its connections without a shutdown. */
    public void kill() {
        var main = main();
        signal("QUIT", List.of(main));
        await().atMost(Duration.ofSeconds(30)).until(() -> !main.isAlive());
    }

    /** Restarts the server on the same port after {@link #kill}. PostgreSQL refuses root, so another user id is used then. */
    public void restart() {
        var log = folder.resolve("restart.log").toString();
        var start = List.of(programs.resolve("pg_ctl").toString(), "-D", folder.toString(), "-w", "-l", log, "restart");
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        run(isRoot ? Stream.concat(Stream.of("unshare", "-U"), start.stream()).toList() : start);
    }

    /** Suspends the server; its connections stay open. */
    public void pause() {
        signal("STOP", all());
    }

    public void resume() {
        signal("CONT", all());
    }

    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(main()), main().descendants()).toList();
    }

    private ProcessHandle main() {
        try {
            var number = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(number)).orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        var command = Stream.concat(
                Stream.of("kill", "-" + name), processes.stream().map(process -> Long.toString(process.pid())));
        run(command.toList());
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor()).as(command.toString()).isZero();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
