package dev.confab.chat.adapter.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** A migration that computes columns in Java. It runs once, in one transaction, and holds a few rows in memory. */
abstract class RowMigration implements JavaMigration {

    private static final int BATCH_SIZE = 500;

    private final String version;
    private final String description;

    /** @param description must never change, because Flyway compares it with its history */
    RowMigration(String version, String description) {
        this.version = version;
        this.description = description;
    }

    @Override
    public final MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(version);
    }

    @Override
    public final String getDescription() {
        return description;
    }

    @Override
    public final @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public final boolean canExecuteInTransaction() {
        return true;
    }

    /** The work on one row. */
    interface Step {
        void run(ResultSet row) throws SQLException;
    }

    /** Runs {@code step} for each row of {@code query} and fetches {@value #BATCH_SIZE} rows at a time. */
    static void forEach(Connection connection, String query, Step step) throws SQLException {
        try (var select = connection.prepareStatement(query)) {
            select.setFetchSize(BATCH_SIZE);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    step.run(rows);
                }
            }
        }
    }

    /** A statement that is executed in batches; the last batch is sent on close. */
    static final class Batch implements AutoCloseable {

        private final PreparedStatement statement;
        private int pending;

        Batch(Connection connection, String sql) throws SQLException {
            statement = connection.prepareStatement(sql);
        }

        void add(@Nullable Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.addBatch();
            if (++pending == BATCH_SIZE) {
                send();
            }
        }

        private void send() throws SQLException {
            statement.executeBatch();
            pending = 0;
        }

        @Override
        public void close() throws SQLException {
            try (statement) {
                send();
            }
        }
    }
}
