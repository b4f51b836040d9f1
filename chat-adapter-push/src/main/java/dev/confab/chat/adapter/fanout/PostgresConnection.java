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

/** A connection to PostgreSQL for one thread. No call takes longer than {@link Timing#timeout}. */
final class PostgresConnection implements AutoCloseable {

    /** The channel of the current schema: channels belong to a database, and each schema may hold a cluster of its own. */
    private static final String CHANNEL = "left('confab_' || current_schema(), 63)";

    private final Connection connection;

    private PostgresConnection(Connection connection) {
        this.connection = connection;
    }

    /** @param applicationName the name of the connection in PostgreSQL's own views */
    static PostgresConnection open(Postgres postgres, String applicationName, Timing timing) throws SQLException {
        var properties = properties(postgres, timing);
        properties.setProperty("ApplicationName", applicationName);
        var connection = new Driver().connect(postgres.url(), properties);
        if (connection == null) {
            throw new SQLException("Not the URL of a PostgreSQL server");
        }
        connection.setNetworkTimeout(Runnable::run, (int) timing.timeout().toMillis());
        return new PostgresConnection(connection);
    }

    private static Properties properties(Postgres postgres, Timing timing) {
        var seconds = Long.toString(Math.max(1, timing.timeout().toSeconds()));
        var properties = new Properties();
        if (postgres.user() != null) {
            properties.setProperty("user", postgres.user());
        }
        if (postgres.password() != null) {
            properties.setProperty("password", postgres.password());
        }
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return properties;
    }

    /** Subscribes to the channel. */
    void listen() throws SQLException {
        execute("do $$ begin execute format('listen %I', " + CHANNEL + "); end $$");
    }

    /** Turns off waiting for the disk at a commit, since notifications are not stored. */
    void prepareToPublish() throws SQLException {
        execute("set synchronous_commit = off");
    }

    /** Waits for notifications. If there are none, probes the connection. */
    List<String> poll(Duration time) throws SQLException {
        var notifications = requireNonNullElse(
                connection.unwrap(PGConnection.class).getNotifications((int) time.toMillis()), new PGNotification[0]);
        if (notifications.length == 0) {
            execute("");
        }
        return Stream.of(notifications).map(PGNotification::getParameter).toList();
    }

    /** Publishes notifications in order, in one transaction. PostgreSQL delivers identical ones once. */
    void publish(List<String> payloads) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select pg_notify(" + CHANNEL + ", payload) from unnest(?::text[]) as payload")) {
            statement.setArray(1, connection.createArrayOf("text", payloads.toArray()));
            statement.execute();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Closes the connection at once, even during a call of another thread. Idempotent. Does not throw. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException closedAlready) {
            // The connection is closed, as intended.
        }
    }

    @Override
    public void close() {
        abort();
    }
}
