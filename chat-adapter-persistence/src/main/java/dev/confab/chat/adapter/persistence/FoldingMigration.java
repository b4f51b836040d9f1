package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.SearchTerms;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.migration.Context;
import org.jspecify.annotations.Nullable;

/**
 * The migration that recomputes all folded texts by {@link dev.confab.chat.domain.Text#caseFold}. Names that become equal
 * are made distinct again, and the log lists each change.
 */
final class FoldingMigration extends RowMigration {

    FoldingMigration() {
        super("11", "one way to fold");
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        new UserFolding(connection).run();
        new RoomFolding(connection).run();
        new CategoryFolding(connection).run();
        foldSearchTerms(connection);
    }

    private static void foldSearchTerms(Connection connection) throws SQLException {
        try (var update = new Batch(connection, "update message set words = ? where id = ?")) {
            forEach(connection, "select id, body, words from message where body <> ''", message -> {
                var terms = SearchTerms.in(message.getString("body"));
                if (!terms.values().equals(split(message.getString("words")))) {
                    update.add(MessageRow.words(terms), message.getObject("id"));
                }
            });
        }
    }

    private static Set<String> split(@Nullable String words) {
        return words == null ? Set.of() : Set.of(words.split(" ", -1));
    }
}
