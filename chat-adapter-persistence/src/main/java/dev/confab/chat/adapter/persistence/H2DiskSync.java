package dev.confab.chat.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.hibernate.StatelessSession;

/**
 * Forces commits of an H2 file to disk. With WRITE_DELAY=0, H2 has passed the pages of a commit to the operating system
 * when it returns: they survive the process, but not a power failure. Commits that arrive while the file is being
 * forced share the next call. PostgreSQL does this itself.
 */
final class H2DiskSync {

    private final boolean needsForce;
    private final AtomicLong commits = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock();
    private long forced;
    private long compacted;

    H2DiskSync(Dialect dialect) {
        needsForce = dialect == Dialect.H2_FILE;
    }

    /** Returns when the last commit of {@code session} is on disk. */
    void sync(StatelessSession session) {
        if (needsForce) {
            sync(session, commits.incrementAndGet());
        }
    }

    private void sync(StatelessSession session, long mine) {
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
