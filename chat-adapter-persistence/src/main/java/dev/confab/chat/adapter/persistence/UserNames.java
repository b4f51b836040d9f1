package dev.confab.chat.adapter.persistence;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.user.Username;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

/**
 * The statements that reserve user names and their looks, each of which {@code name_look} contains once. They use JDBC
 * and a savepoint, because Hibernate and PostgreSQL abort the whole transaction after a refused statement.
 */
final class UserNames {

    private static final String RENAME = "update app_user set username = ?, name_key = ?, display_name = ?,"
            + " display_key = ?, told = ?, told_tokens = ? where id = ?";

    private static final String KEEPS_KEY = "select 1 from app_user where id = ? and name_key = ?";

    private UserNames() {}

    /** An operation that reserves a name, and returns whether it succeeded. */
    interface Attempt {
        boolean take() throws SQLException;
    }

    /** Runs {@code attempt}. If it returns false or a name is taken, rolls it back and returns false. */
    static boolean attempt(Connection connection, Attempt attempt) throws SQLException {
        var before = connection.setSavepoint();
        try {
            if (attempt.take()) {
                connection.releaseSavepoint(before);
                return true;
            }
        } catch (SQLException failure) {
            if (!SqlErrors.isUniqueViolation(failure)) {
                throw failure;
            }
        }
        connection.rollback(before);
        return false;
    }

    /**
     * Reserves the looks of a name. Of two concurrent names with the same look, the second waits and is then refused.
     */
    static boolean takeLooks(Connection connection, UserRow row) throws SQLException {
        var looks = new Username(row.username).looks();
        var values = String.join(", ", looks.stream().map(look -> "(?, ?)").toList());
        try (var insert = connection.prepareStatement("insert into name_look (look, user_id) values " + values)) {
            fill(insert, looks, row.id);
            return insert.executeUpdate() == looks.size();
        }
    }

    private static void fill(PreparedStatement insert, Set<String> looks, UUID user) throws SQLException {
        int at = 1;
        for (var look : looks) {
            insert.setString(at++, look);
            insert.setObject(at++, user);
        }
    }

    static boolean rename(Connection connection, UserRow row) throws SQLException {
        return attempt(connection, () -> {
            boolean isNew = !keepsKey(connection, row);
            setNames(connection, row);
            return !isNew || replaceLooks(connection, row);
        });
    }

    private static boolean keepsKey(Connection connection, UserRow row) throws SQLException {
        try (var select = connection.prepareStatement(KEEPS_KEY)) {
            select.setObject(1, row.id);
            select.setString(2, row.nameKey);
            try (var found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    private static boolean replaceLooks(Connection connection, UserRow row) throws SQLException {
        try (var delete = connection.prepareStatement("delete from name_look where user_id = ?")) {
            delete.setObject(1, row.id);
            delete.executeUpdate();
        }
        return takeLooks(connection, row);
    }

    private static void setNames(Connection connection, UserRow row) throws SQLException {
        try (var update = connection.prepareStatement(RENAME)) {
            update.setString(1, row.username);
            update.setString(2, row.nameKey);
            update.setString(3, row.displayName);
            update.setString(4, row.displayKey);
            update.setObject(5, requireNonNull(row.told).atOffset(ZoneOffset.UTC));
            update.setString(6, row.toldTokens);
            update.setObject(7, row.id);
            if (update.executeUpdate() == 0) {
                throw new IllegalStateException("User " + row.id + " does not exist.");
            }
        }
    }
}
