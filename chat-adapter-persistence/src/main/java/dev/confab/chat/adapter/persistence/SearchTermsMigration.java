package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.SearchTerms;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * The migration that takes apart the words of the messages from before there was a search. Runs once, in one
 * transaction, and holds a few messages at a time.
 */
final class SearchTermsMigration implements JavaMigration {

    private static final int BATCH = 500;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("6.1");
    }

    @Override
    public String getDescription() {
        return "words of old messages";
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
        try (var select = connection.prepareStatement("select id, body from message where body <> ''");
                var update = connection.prepareStatement("update message set words = ? where id = ?")) {
            select.setFetchSize(BATCH);
            fill(select, update);
        }
    }

    private static void fill(PreparedStatement select, PreparedStatement update) throws SQLException {
        try (var messages = select.executeQuery()) {
            for (int waiting = 1; messages.next(); waiting++) {
                add(messages, update);
                if (waiting % BATCH == 0) {
                    update.executeBatch();
                }
            }
            update.executeBatch();
        }
    }

    private static void add(ResultSet message, PreparedStatement update) throws SQLException {
        update.setString(1, MessageRow.words(SearchTerms.in(message.getString("body"))));
        update.setObject(2, message.getObject("id"));
        update.addBatch();
    }
}
