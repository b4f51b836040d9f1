package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Commits a small transaction that leaves nothing behind, in one statement. It reads whether transactions may write,
 * takes half a megabyte of disk for a moment where the tables are, and waits for a record in the write-ahead log as a
 * message does. It keeps one connection, so that a server which has no room for another is no reason to say no.
 */
final class PostgresProbe implements WriteProbe {

    /** For each step; short, because somebody waits for the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** More rows than fit in this go to a temporary file. */
    private static final String LITTLE_MEMORY = "set work_mem = '64kB'";

    private static final String WRITE = """
            select current_setting('transaction_read_only') = 'off' and not pg_is_in_recovery(),
                (select count(*) from generate_series(1, 20000)),
                case when not pg_is_in_recovery() then pg_logical_emit_message(true, 'confab', 'probe') end
            """;

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
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(WRITE)) {
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
            statement.execute(LITTLE_MEMORY);
        }
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
