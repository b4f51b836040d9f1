package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.SearchTerms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * The migration that makes all stored folded texts anew, by {@link dev.confab.chat.domain.Text#caseFold} as it is from this
 * version on. Runs once, in one transaction, and holds a few messages at a time. Nothing is lost where names are the same
 * now that were not before; the log says what had to change.
 */
final class FoldingMigration implements JavaMigration {

    private static final int BATCH = 500;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("11");
    }

    @Override
    public String getDescription() {
        return "one way to fold";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        new UserFolding(connection).run();
        new RoomFolding(connection).run();
        new CategoryFolding(connection).run();
        foldWords(connection);
    }

    private static void foldWords(Connection connection) throws SQLException {
        try (var update = new Batch(connection, "update message set words = ? where id = ?")) {
            forEach(connection, "select id, body, words from message where body <> ''", message -> {
                var words = SearchTerms.in(message.getString("body"));
                if (!words.values().equals(stored(message.getString("words")))) {
                    update.add(MessageRow.words(words), message.getObject("id"));
                }
            });
        }
    }

    private static Set<String> stored(@Nullable String words) {
        return words == null ? Set.of() : Set.of(words.split(" ", -1));
    }

    /** What is done with one row. */
    interface Step {
        void take(ResultSet row) throws SQLException;
    }

    /** Reads the rows a few at a time. */
    static void forEach(Connection connection, String query, Step step) throws SQLException {
        try (var select = connection.prepareStatement(query)) {
            select.setFetchSize(BATCH);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    step.take(rows);
                }
            }
        }
    }

    /** One statement, many times; what is left is sent at the end. */
    static final class Batch implements AutoCloseable {

        private final PreparedStatement statement;
        private int waiting;

        Batch(Connection connection, String sql) throws SQLException {
            statement = connection.prepareStatement(sql);
        }

        void add(@Nullable Object... values) throws SQLException {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            statement.addBatch();
            if (++waiting == BATCH) {
                send();
            }
        }

        private void send() throws SQLException {
            statement.executeBatch();
            waiting = 0;
        }

        @Override
        public void close() throws SQLException {
            try (statement) {
                send();
            }
        }
    }
}
