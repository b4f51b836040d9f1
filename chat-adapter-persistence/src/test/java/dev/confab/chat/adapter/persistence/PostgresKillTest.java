package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * All processes of PostgreSQL are killed during commits, and no acknowledged write is lost. The server of the tests has
 * {@code synchronous_commit} off by default, so this fails unless each session turns it on.
 */
class PostgresKillTest {

    private static final Logger SERVER = (Logger) LoggerFactory.getLogger("io.zonky");
    private static final int MAX_WRITES = 150;

    /** The embedded server logs that it cannot stop a killed process. */
    @BeforeAll
    static void silenceTheServer() {
        SERVER.setLevel(Level.OFF);
    }

    @AfterAll
    static void letTheServerSpeak() {
        SERVER.setLevel(null);
    }

    @Test
    void acknowledgedWritesSurviveKillsOfTheDatabase() throws IOException {
        killAndCompare(20_261_129, 2);
    }

    @Test
    @Tag("soak")
    void acknowledgedWritesSurviveManyKillsOfTheDatabase() throws IOException {
        killAndCompare(System.nanoTime(), 100);
    }

    private static void killAndCompare(long seed, int kills) throws IOException {
        var folder = Databases.temporaryFolder();
        var random = new Random(seed);
        var acknowledgements = new Acknowledgements();
        for (int kill = 0; kill < kills; kill++) {
            var server = start(folder);
            var settings = Databases.postgres(server.getPort(), "postgres");
            try (var writer = WriterProcess.start(settings, random.nextLong(), 0)) {
                writer.recordUntil(1 + random.nextInt(MAX_WRITES), acknowledgements, () -> {
                    kill(folder);
                    writer.kill();
                });
            } finally {
                server.close();
            }
            assertNothingIsLost(folder, acknowledgements, seed, kill);
        }
    }

    private static void assertNothingIsLost(Path folder, Acknowledgements acknowledgements, long seed, int kill)
            throws IOException {
        try (var server = start(folder);
                var adapter = PersistenceAdapter.open(Databases.postgres(server.getPort(), "postgres"))) {
            assertThat(acknowledgements.lostIn(adapter))
                    .as("lost of %d after kill %d, seed %d", acknowledgements.count(), kill + 1, seed)
                    .isEmpty();
        }
    }

    private static EmbeddedPostgres start(Path folder) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .start();
    }

    /** Kills the postmaster first, so that it restarts no other process. */
    private static void kill(Path folder) {
        var postmaster = ProcessHandle.of(pid(folder)).orElseThrow();
        var processes =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .join();
    }

    private static long pid(Path folder) {
        try {
            return Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
