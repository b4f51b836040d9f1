package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.RowMigration.Batch;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.room.RoomKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The recomputation of folded room titles. If names of public rooms become equal, the oldest room keeps the name. The
 * others keep their messages and members, but are no longer found by name.
 */
final class RoomFolding {

    private static final Log LOG = LogFactory.getLog(RoomFolding.class);

    private static final String KEYED =
            "select id, title, room_key from room where room_key like 'name:%' order by created, id";

    /** A room whose key changes. */
    private record Refolded(UUID id, String title, RoomKey key) {}

    private final Connection connection;

    RoomFolding(Connection connection) {
        this.connection = connection;
    }

    void run() throws SQLException {
        foldTitles();
        var refolded = refolded();
        freeKeys(refolded);
        assignKeys(refolded);
    }

    private void foldTitles() throws SQLException {
        try (var update = new Batch(connection, "update room set title_key = ? where id = ?")) {
            var titled = "select id, title, title_key from room where title is not null";
            RowMigration.forEach(connection, titled, room -> {
                var key = Text.caseFold(room.getString("title"));
                if (!key.equals(room.getString("title_key"))) {
                    update.add(key, room.getObject("id"));
                }
            });
        }
    }

    private List<Refolded> refolded() throws SQLException {
        var refolded = new ArrayList<Refolded>();
        RowMigration.forEach(connection, KEYED, room -> {
            var title = room.getString("title");
            var key = RoomKey.named(title == null ? "" : title);
            if (title != null && !key.value().equals(room.getString("room_key"))) {
                refolded.add(new Refolded(room.getObject("id", UUID.class), title, key));
            }
        });
        return refolded;
    }

    private void freeKeys(List<Refolded> rooms) throws SQLException {
        try (var update = new Batch(connection, "update room set room_key = null where id = ?")) {
            for (var room : rooms) {
                update.add(room.id);
            }
        }
    }

    private void assignKeys(List<Refolded> rooms) throws SQLException {
        var holding = "select h.id, h.created from room h where h.room_key = ?";
        try (var holder = connection.prepareStatement(holding);
                var update = connection.prepareStatement("update room set room_key = ? where id = ?")) {
            for (var room : rooms) {
                assign(room, holder, update);
            }
        }
    }

    private void assign(Refolded room, PreparedStatement holder, PreparedStatement update) throws SQLException {
        holder.setString(1, room.key.value());
        try (var found = holder.executeQuery()) {
            if (found.next()) {
                var id = found.getObject("id", UUID.class);
                boolean isOlder = isOlder(room.id, found.getObject("created", OffsetDateTime.class));
                logLoser(room, isOlder ? id : room.id);
                if (!isOlder) {
                    return;
                }
                set(update, null, id);
            }
        }
        set(update, room.key.value(), room.id);
    }

    private boolean isOlder(UUID room, OffsetDateTime than) throws SQLException {
        try (var select = connection.prepareStatement("select 1 from room where id = ? and created < ?")) {
            select.setObject(1, room);
            select.setObject(2, than);
            try (var found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void set(PreparedStatement update, @Nullable String key, UUID room) throws SQLException {
        update.setString(1, key);
        update.setObject(2, room);
        update.executeUpdate();
    }

    private static void logLoser(Refolded room, UUID loser) {
        LOG.warn("Room " + loser + " is no longer found by the name \"" + room.title
                + "\", because an older room has the same name in another encoding.");
    }
}
