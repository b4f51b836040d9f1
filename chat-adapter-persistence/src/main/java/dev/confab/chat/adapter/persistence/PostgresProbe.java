package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Commits a small transaction that leaves nothing behind. It reads whether transactions may write, takes half a megabyte
 * of disk for a moment where the tables are, and waits for a record in the write-ahead log as a message does. It keeps
 * one connection, so that a server which has no room for another is no reason to say no.
 */
final class PostgresProbe implements WriteProbe {

    /** For each step; short, because somebody waits for the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String IS_WRITABLE =
            "select current_setting('transaction_read_only') = 'off' and not pg_is_in_recovery()";

    /** More rows than fit in the memory that the transaction may use go to a temporary file. */
    private static final String TAKE_DISK_SPACE = "select count(*) from generate_series(1, 20000)";

    private static final String WRITE_LOG = "select pg_logical_emit_message(true, 'confab', 'probe')";

    private final Settings settings;
    private @Nullable Connection kept;

    PostgresProbe(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run(boolean isSuspect) throws SQLException {
        if (isSuspect) {
            close();
        }
        boolean isNew = kept == null;
        try {
            probe();
        } catch (SQLException failure) {
            close();
            if (isNew) {
                throw failure;
            }
            run(true);
        }
    }

    private void probe() throws SQLException {
        var connection = kept == null ? open() : kept;
        kept = connection;
        try (var statement = connection.createStatement()) {
            statement.execute("set local work_mem = '64kB'");
            requireWritable(connection);
            statement.execute(TAKE_DISK_SPACE);
            statement.execute(WRITE_LOG);
        }
        connection.commit();
    }

    private static void requireWritable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(IS_WRITABLE)) {
            answer.next();
            if (!answer.getBoolean(1)) {
                throw new SQLException("The database is read-only.", "25006");
            }
        }
    }

    private Connection open() throws SQLException {
        var patience = Long.toString(PATIENCE.toSeconds());
        var properties = new Properties();
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        properties.setProperty("loginTimeout", patience);
        properties.setProperty("socketTimeout", patience);
        var connection = DriverManager.getConnection(settings.flavor().completed(settings.jdbcUrl()), properties);
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(PATIENCE.toMillis()));
        try (var statement = connection.createStatement()) {
            statement.execute(settings.flavor().initSql());
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** Without a farewell, for which a server that hangs would have to be waited for. */
    @Override
    public void close() {
        if (kept != null) {
            try {
                kept.abort(Runnable::run);
            } catch (SQLException gone) {
                // that was the aim
            }
            kept = null;
        }
    }
}
