package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

/** The databases of the tests: each is opened when it is first asked for, and lasts as long as this JVM. */
final class Databases {

    static final int POOL_SIZE = 8;

    private Databases() {}

    static PersistenceAdapter h2File() {
        return H2File.ADAPTER;
    }

    static PersistenceAdapter h2Memory() {
        return H2Memory.ADAPTER;
    }

    static PersistenceAdapter postgres() {
        return Postgres.ADAPTER;
    }

    static Settings freshH2File() {
        return settings("jdbc:h2:file:" + temporaryFolder().resolve("chat"));
    }

    static Settings freshH2Memory() {
        return settings("jdbc:h2:mem:" + UUID.randomUUID());
    }

    /** An empty database on the one real server. */
    static Settings freshPostgres() {
        var name = "d" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        return postgres(Postgres.SERVER.getPort(), name);
    }

    static Settings postgres(int port, String name) {
        return new Settings("jdbc:postgresql://localhost:" + port + "/" + name, "postgres", "postgres", POOL_SIZE);
    }

    static Settings settings(String jdbcUrl) {
        return new Settings(jdbcUrl, null, null, POOL_SIZE);
    }

    static Path temporaryFolder() {
        try {
            var folder = Files.createTempDirectory("confab-test");
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
            // the system clears its folder of temporary files in the end
        }
    }

    private static final class H2File {
        static final PersistenceAdapter ADAPTER = PersistenceAdapter.open(freshH2File());
    }

    private static final class H2Memory {
        static final PersistenceAdapter ADAPTER = PersistenceAdapter.open(freshH2Memory());
    }

    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();
        static final PersistenceAdapter ADAPTER = PersistenceAdapter.open(freshPostgres());

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
