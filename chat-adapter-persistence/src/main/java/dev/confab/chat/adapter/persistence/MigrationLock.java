package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock that lets one node at a time migrate a schema of PostgreSQL. Flyway takes its own lock only after it has
 * created its table, so nodes that start together on an empty database would collide.
 *
 * <p>The lock belongs to a transaction, so it ends with its connection in any case, also behind a pooler. It is polled,
 * because a waiting statement would hold a snapshot and delay index builds.
 */
final class MigrationLock {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);

    private static final Duration MAX_WAIT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final String TRY = "select pg_try_advisory_xact_lock("
            + "hashtextextended('confab migrates ' || coalesce(current_schema(), ''), 0))";

    /** The connection that holds the lock is idle during the migration, so its time limits are removed. */
    private static final String REST = """
            select set_config(name, '0', true) from pg_settings
            where name in ('idle_in_transaction_session_timeout', 'transaction_timeout')
            """;

    private final Connection connection;

    private MigrationLock(Connection connection) {
        this.connection = connection;
    }

    interface Work {
        int run() throws SQLException;
    }

    /**
     * Runs {@code work} while no other node migrates the same schema.
     *
     * @param connection holds the lock; closed at the end
     * @throws Unavailable if another node holds the lock for longer than ten minutes
     */
    static int withLock(Connection connection, Work work) throws SQLException {
        try (connection) {
            connection.setAutoCommit(false);
            new MigrationLock(connection).await();
            return work.run();
        }
    }

    private void await() throws SQLException {
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        for (boolean isFirst = true; !isTaken(); isFirst = false) {
            connection.rollback();
            if (isFirst) {
                LOG.info("Waiting for another node that is migrating the database");
            }
            if (System.nanoTime() > end) {
                throw new Unavailable("Another node has been migrating the database for more than ten minutes.", null);
            }
            pause();
        }
    }

    private boolean isTaken() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(REST);
            try (var answer = statement.executeQuery(TRY)) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted while waiting for another node to migrate.", interrupted);
        }
    }
}
