package dev.confab.chat.adapter.fanout;

import static java.util.Objects.requireNonNullElse;

import dev.confab.chat.adapter.fanout.FanOutAdapter.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * One connection to PostgreSQL, used by one thread. Nothing takes longer than the patience that it was made with.
 */
final class PostgresConnection implements AutoCloseable {

    /** A database knows the channels of all its schemas; each schema is a Confab of its own. */
    private static final String CHANNEL = "left('confab_' || current_schema(), 63)";

    private final Connection connection;

    private PostgresConnection(Connection connection) {
        this.connection = connection;
    }

    /** @param purpose how it is called where PostgreSQL shows its connections */
    static PostgresConnection to(Postgres postgres, String purpose, Timing timing) throws SQLException {
        var properties = properties(postgres, timing);
        properties.setProperty("ApplicationName", purpose);
        var connection = new Driver().connect(postgres.url(), properties);
        if (connection == null) {
            throw new SQLException("no URL of PostgreSQL");
        }
        connection.setNetworkTimeout(Runnable::run, (int) timing.patience().toMillis());
        return new PostgresConnection(connection);
    }

    private static Properties properties(Postgres postgres, Timing timing) {
        var patience = Long.toString(Math.max(1, timing.patience().toSeconds()));
        var properties = new Properties();
        if (postgres.user() != null) {
            properties.setProperty("user", postgres.user());
        }
        if (postgres.password() != null) {
            properties.setProperty("password", postgres.password());
        }
        properties.setProperty("connectTimeout", patience);
        properties.setProperty("socketTimeout", patience);
        return properties;
    }

    /** From now on what is said is brought. */
    void listen() throws SQLException {
        execute("do $$ begin execute format('listen %I', " + CHANNEL + "); end $$");
    }

    /** What is said is kept by nobody, so no commit has to wait for the disk. */
    void speak() throws SQLException {
        execute("set synchronous_commit = off");
    }

    /** Waits for something to be said; and if there is nothing, makes sure that somebody could. */
    List<String> await(Duration time) throws SQLException {
        var said = requireNonNullElse(
                connection.unwrap(PGConnection.class).getNotifications((int) time.toMillis()), new PGNotification[0]);
        if (said.length == 0) {
            execute("");
        }
        return Stream.of(said).map(PGNotification::getParameter).toList();
    }

    /** Says all, in this order, in one transaction; of what is the same in all its letters one. */
    void say(List<String> texts) throws SQLException {
        try (var statement =
                connection.prepareStatement("select pg_notify(" + CHANNEL + ", said) from unnest(?::text[]) as said")) {
            statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
            statement.execute();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends it at once, whoever uses it. Does not throw; doing so again does nothing. */
    void hangUp() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            // that was the aim
        }
    }

    @Override
    public void close() {
        hangUp();
    }
}
