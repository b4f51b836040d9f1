package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A probe that commits a small transaction without leaving data, in one statement. It checks that transactions may
 * write, uses half a megabyte of disk where the tables are, and waits for a record in the write-ahead log, as a message
 * does. It keeps one connection, so that a server with no free connections is not reported as failed.
 */
final class PostgresProbe implements WriteProbe {

    /** The time limit of each step; short, because a caller waits. */
    private static final Duration STEP_TIMEOUT = Duration.ofSeconds(2);

    /** A limit that makes the rows of the probe spill to a temporary file. */
    private static final String LOW_MEMORY = "set work_mem = '64kB'";

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
        var patience = Long.toString(STEP_TIMEOUT.toSeconds());
        var properties = new Properties();
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        properties.setProperty("loginTimeout", patience);
        properties.setProperty("socketTimeout", patience);
        var connection = DriverManager.getConnection(settings.dialect().completed(settings.jdbcUrl()), properties);
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(STEP_TIMEOUT.toMillis()));
        try (var statement = connection.createStatement()) {
            statement.execute(settings.dialect().initSql());
            statement.execute(LOW_MEMORY);
        }
        return connection;
    }

    /** Aborts the connection, because a regular close would wait for a server that hangs. */
    @Override
    public void close() {
        if (kept != null) {
            try {
                kept.abort(Runnable::run);
            } catch (SQLException gone) {
                // the connection is closed already
            }
            kept = null;
        }
    }
}
