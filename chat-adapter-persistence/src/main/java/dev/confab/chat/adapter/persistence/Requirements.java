package dev.confab.chat.adapter.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requirements on a database at start. Each check fails with an {@link IllegalStateException} of one sentence for
 * the operator.
 */
final class Requirements {

    private static final Logger LOG = LoggerFactory.getLogger(Requirements.class);

    private static final int OLDEST_POSTGRESQL = 15;

    private static final String STATE = """
            select current_setting('server_encoding') as encoding,
                current_setting('transaction_read_only') = 'on' or pg_is_in_recovery() as read_only,
                current_setting('synchronous_commit') = 'off' as lossy,
                current_setting('fsync') = 'off' as unsynced,
                current_setting('full_page_writes') = 'off' as torn,
                current_user as role, current_schema() as schema,
                coalesce(has_schema_privilege(current_schema(), 'create'), false) as creates
            """;

    private static final String MAY_WRITE = """
            select current_user as role,
                bool_and(has_table_privilege('message', privilege)) as writes
            from unnest(array['select', 'insert', 'update', 'delete']) as privilege
            """;

    private Requirements() {}

    /** Checks properties that migrations do not change. */
    static void check(Connection connection, Dialect dialect) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            requireVersion(connection.getMetaData().getDatabaseMajorVersion());
            execute(connection, dialect.initSql());
            query(connection, STATE, Requirements::checkState);
        } else {
            require(!connection.isReadOnly(), "The database file cannot be written.");
        }
    }

    /** Checks that pending migrations can be executed. */
    static void checkMigratable(Connection connection, Dialect dialect) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            query(connection, STATE, state -> {
                var role = state.getString("role");
                var schema = state.getString("schema");
                require(
                        state.getBoolean("creates"),
                        "The database user " + role + " cannot create tables: GRANT CREATE ON SCHEMA " + schema + " TO "
                                + role + ".");
            });
        }
    }

    /** Checks that the tables can be used, which another database user may own. */
    static void checkTables(Connection connection, Dialect dialect) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            query(
                    connection,
                    MAY_WRITE,
                    state -> require(
                            state.getBoolean("writes"),
                            "The database user " + state.getString("role")
                                    + " needs SELECT, INSERT, UPDATE and DELETE on the tables."));
        }
    }

    static void requireVersion(int major) {
        require(
                major >= OLDEST_POSTGRESQL,
                "PostgreSQL " + OLDEST_POSTGRESQL + " or newer is needed, not " + major + ".");
    }

    private static void checkState(ResultSet state) throws SQLException {
        var encoding = state.getString("encoding");
        require(
                encoding.equals("UTF8"),
                "The encoding of the database is " + encoding
                        + ", and must be UTF8: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.");
        require(
                !state.getBoolean("read_only"),
                "The database is read-only: it is a standby, or default_transaction_read_only is on.");
        require(!state.getBoolean("lossy"), "synchronous_commit is off for the database, and cannot be switched on.");
        require(
                state.getString("schema") != null,
                "The database user " + state.getString("role")
                        + " has no schema: GRANT USAGE, CREATE on one that is in the search_path.");
        warn(state.getBoolean("unsynced"), "fsync");
        warn(state.getBoolean("torn"), "full_page_writes");
    }

    private static void warn(boolean isOff, String setting) {
        if (isOff) {
            LOG.warn(
                    "{} is off in PostgreSQL: when its machine fails, messages that were acknowledged are lost",
                    setting);
        }
    }

    private static void require(boolean isMet, String sentence) {
        if (!isMet) {
            throw new IllegalStateException(sentence);
        }
    }

    private interface Check {
        void of(ResultSet row) throws SQLException;
    }

    private static void query(Connection connection, String sql, Check check) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            check.of(rows);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
