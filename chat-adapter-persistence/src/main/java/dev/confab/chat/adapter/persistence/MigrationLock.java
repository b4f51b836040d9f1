package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one node at a time migrate a schema of PostgreSQL, from the first look at it to the end: Flyway takes its own lock
 * only after it has made its table, and nodes that start together on an empty database meet there.
 *
 * <p>The lock belongs to a transaction, so it goes with its connection whatever happens, also behind a pooler. It is
 * tried again and again rather than waited for, because a statement that waits holds up what builds an index meanwhile.
 */
final class MigrationLock {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final String TRY = "select pg_try_advisory_xact_lock("
            + "hashtextextended('confab migrates ' || coalesce(current_schema(), ''), 0))";

    /** The connection that holds the lock rests for as long as the migration takes. */
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
     * Runs {@code work} while no other node runs any on the same schema.
     *
     * @param connection for the lock; closed in the end
     * @throws Unavailable if another node holds the lock for too long
     */
    static int holding(Connection connection, Work work) throws SQLException {
        try (connection) {
            connection.setAutoCommit(false);
            new MigrationLock(connection).await();
            return work.run();
        }
    }

    private void await() throws SQLException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        for (boolean isFirst = true; !isTaken(); isFirst = false) {
            connection.rollback();
            if (isFirst) {
                LOG.info("Waiting for another node that brings the schema of the database up to date");
            }
            if (System.nanoTime() > end) {
                throw new Unavailable("Another node has been migrating the database for too long.", null);
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
