package dev.confab.chat.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The databases that complete servers are tested on. */
enum TestDatabase {
    H2,
    POSTGRESQL;

    /** Returns a new installation with its files in {@code folder}. */
    Installation install(Path folder) {
        var environment = new HashMap<String, String>();
        environment.put("CONFAB_PORT", "0");
        environment.put("CONFAB_DATA_DIR", folder.resolve("data").toString());
        environment.put("CONFAB_AUTH_ACCESS_TTL", "1d");
        if (this == POSTGRESQL) {
            environment.putAll(freshDatabase());
        }
        return new Installation(folder, Map.copyOf(environment));
    }

    private static Map<String, String> freshDatabase() {
        var name = "d" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        return Map.of(
                "CONFAB_DATABASE_URL", "jdbc:postgresql://localhost:" + Postgres.SERVER.getPort() + "/" + name,
                "CONFAB_DATABASE_USER", "postgres",
                "CONFAB_DATABASE_PASSWORD", "postgres");
    }

    /** Terminates all connections to PostgreSQL, as a restart does. */
    static void cutConnections() {
        try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                    + " and backend_type = 'client backend'");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The PostgreSQL of this JVM, started on first use. */
    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
