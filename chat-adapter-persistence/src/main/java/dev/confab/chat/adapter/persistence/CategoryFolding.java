package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.category.CategoryProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;

/** The recomputation of folded category titles. If titles of one owner become equal, the newer one gets a number. */
final class CategoryFolding {

    private static final Log LOG = LogFactory.getLog(CategoryFolding.class);

    /** A category whose key changes. */
    private record Refolded(UUID id, UUID owner, String title) {}

    private final Connection connection;

    CategoryFolding(Connection connection) {
        this.connection = connection;
    }

    void run() throws SQLException {
        var refolded = refolded();
        freeKeys(refolded);
        assignKeys(refolded);
    }

    private List<Refolded> refolded() throws SQLException {
        var refolded = new ArrayList<Refolded>();
        RowMigration.forEach(connection, "select * from category order by id", category -> {
            var title = category.getString("title");
            if (!key(title).equals(category.getString("title_key"))) {
                refolded.add(new Refolded(
                        category.getObject("id", UUID.class), category.getObject("owner_id", UUID.class), title));
            }
        });
        return refolded;
    }

    private static String key(String title) {
        return new CategoryProfile(title, "", Set.of()).key();
    }

    private void freeKeys(List<Refolded> categories) throws SQLException {
        try (var update = new RowMigration.Batch(connection, "update category set title_key = ? where id = ?")) {
            for (var category : categories) {
                update.add("\u0001" + category.id, category.id);
            }
        }
    }

    private void assignKeys(List<Refolded> categories) throws SQLException {
        var taken = "select 1 from category where owner_id = ? and title_key = ?";
        try (var select = connection.prepareStatement(taken);
                var update = connection.prepareStatement("update category set title = ?, title_key = ? where id = ?")) {
            for (var category : categories) {
                assign(category, select, update);
            }
        }
    }

    private static void assign(Refolded category, PreparedStatement taken, PreparedStatement update)
            throws SQLException {
        var title = category.title;
        for (int number = 2; isTaken(category.owner, key(title), taken); number++) {
            var suffix = " (" + number + ")";
            title = Text.sanitize(category.title, CategoryProfile.MAX_TITLE - suffix.length()) + suffix;
        }
        if (!title.equals(category.title)) {
            LOG.warn("Category " + category.id + " gets a number after its title, because its owner has the same title"
                    + " in another encoding.");
        }
        update.setString(1, title);
        update.setString(2, key(title));
        update.setObject(3, category.id);
        update.executeUpdate();
    }

    private static boolean isTaken(UUID owner, String key, PreparedStatement taken) throws SQLException {
        taken.setObject(1, owner);
        taken.setString(2, key);
        try (var found = taken.executeQuery()) {
            return found.next();
        }
    }
}
