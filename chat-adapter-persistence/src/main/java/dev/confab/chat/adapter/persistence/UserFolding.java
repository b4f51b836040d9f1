package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.RowMigration.Batch;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;

/**
 * The recomputation of folded user and display names. If names become equal, the account whose key did not change keeps
 * the name, else the oldest account. Each other account gets a suffix and can still log in with its old spelling.
 */
final class UserFolding {

    private static final Log LOG = LogFactory.getLog(UserFolding.class);

    private static final String ALL = "select * from app_user order by created, id";

    /** An account whose key changes. */
    private record Refolded(UUID id, Username name) {}

    private final Connection connection;

    UserFolding(Connection connection) {
        this.connection = connection;
    }

    void run() throws SQLException {
        foldDisplayNames();
        var refolded = refolded();
        freeKeys(refolded);
        assignKeys(refolded);
        fillLooks();
    }

    private void foldDisplayNames() throws SQLException {
        try (var update = new Batch(connection, "update app_user set display_key = ? where id = ?")) {
            RowMigration.forEach(connection, ALL, user -> {
                var key = Text.caseFold(user.getString("display_name"));
                if (!key.equals(user.getString("display_key"))) {
                    update.add(key, user.getObject("id"));
                }
            });
        }
    }

    private List<Refolded> refolded() throws SQLException {
        var refolded = new ArrayList<Refolded>();
        RowMigration.forEach(connection, ALL, user -> {
            var name = new Username(user.getString("username"));
            if (!name.key().equals(user.getString("name_key"))) {
                refolded.add(new Refolded(user.getObject("id", UUID.class), name));
            }
        });
        return refolded;
    }

    /** The old key of one account may be the new key of another. Placeholders contain a space, which names cannot. */
    private void freeKeys(List<Refolded> users) throws SQLException {
        try (var update = new Batch(connection, "update app_user set name_key = ? where id = ?")) {
            for (var user : users) {
                update.add("refolded " + user.id, user.id);
            }
        }
    }

    private void assignKeys(List<Refolded> users) throws SQLException {
        var update = "update app_user set username = ?, name_key = ?, former_name = ? where id = ?";
        try (var taken = connection.prepareStatement("select 1 from app_user where name_key = ?");
                var statement = connection.prepareStatement(update)) {
            for (var user : users) {
                assign(user, freeName(user, taken), statement);
            }
        }
    }

    private static void assign(Refolded user, Username name, PreparedStatement update) throws SQLException {
        boolean isRenamed = !name.equals(user.name);
        update.setString(1, name.value());
        update.setString(2, name.key());
        update.setString(3, isRenamed ? user.name.value() : null);
        update.setObject(4, user.id);
        update.executeUpdate();
        if (isRenamed) {
            LOG.warn("User " + user.id + " was renamed from \"" + user.name + "\" to \"" + name
                    + "\", because the old name is invisible or equals another one in another encoding."
                    + " The old spelling can still log in.");
        }
    }

    private static Username freeName(Refolded user, PreparedStatement taken) throws SQLException {
        boolean isReadable = !user.name.key().isEmpty();
        var preferred = isReadable ? user.name : new Username("user");
        var names = Stream.concat(
                        Stream.of(preferred).filter(name -> isReadable),
                        preferred.withEndingsOf(new UserId(user.id)).stream())
                .toList();
        for (var name : names) {
            taken.setString(1, name.key());
            try (var found = taken.executeQuery()) {
                if (!found.next()) {
                    return name;
                }
            }
        }
        throw new IllegalStateException("No name is free for user " + user.id + ".");
    }

    /** Of accounts with the same look, the oldest gets it. */
    private void fillLooks() throws SQLException {
        var insert = "insert into name_look (look, user_id) select cast(? as varchar), cast(? as uuid)"
                + " where not exists (select 1 from name_look where look = ?)";
        try (var looks = new Batch(connection, insert)) {
            RowMigration.forEach(connection, ALL, user -> {
                for (var look : new Username(user.getString("username")).looks()) {
                    looks.add(look, user.getObject("id"), look);
                }
            });
        }
    }
}
