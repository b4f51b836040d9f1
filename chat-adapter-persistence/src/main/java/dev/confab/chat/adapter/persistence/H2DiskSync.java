package dev.confab.chat.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.hibernate.StatelessSession;

/**
 * Makes a commit outlive a power cut. With WRITE_DELAY=0 a commit of H2 has handed its pages to the operating system
 * when it returns: that outlives the process, not the machine. So the file is forced to disk after it. Whoever commits
 * while another one is forcing waits for the next turn, and one turn serves all who wait. PostgreSQL does all that by
 * itself.
 */
final class H2DiskSync {

    private final boolean needsForce;
    private final AtomicLong commits = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock();
    private long forced;
    private long compacted;

    H2DiskSync(Dialect flavor) {
        needsForce = flavor == Dialect.H2_FILE;
    }

    /** Call after a commit of {@code session}; when it returns, that commit is on disk. */
    void keep(StatelessSession session) {
        if (needsForce) {
            keep(session, commits.incrementAndGet());
        }
    }

    private void keep(StatelessSession session, long mine) {
        turn.lock();
        try {
            if (forced < mine) {
                long all = commits.get();
                session.doWork(H2DiskSync::force);
                forced = all;
                compact(session);
            }
        } finally {
            turn.unlock();
        }
    }

    private void compact(StatelessSession session) {
        if (forced - compacted >= Compaction.INTERVAL) {
            session.doWork(Compaction::evacuate);
            compacted = forced;
        }
    }

    private static void force(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        }
    }
}
