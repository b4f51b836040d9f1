package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.SearchTerms;
import java.sql.SQLException;
import org.flywaydb.core.api.migration.Context;

/** The migration that extracts the search terms of messages that are older than the search. */
final class SearchTermsMigration extends RowMigration {

    SearchTermsMigration() {
        super("6.1", "words of old messages");
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        try (var update = new Batch(connection, "update message set words = ? where id = ?")) {
            forEach(connection, "select id, body from message where body <> ''", message -> {
                var terms = SearchTerms.in(message.getString("body"));
                update.add(MessageRow.words(terms), message.getObject("id"));
            });
        }
    }
}
