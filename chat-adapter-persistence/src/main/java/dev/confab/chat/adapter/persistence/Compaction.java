package dev.confab.chat.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/**
 * Bounds the growth of an H2 file. A commit writes a chunk of new pages, and H2 reuses the space of a chunk only when
 * none of its pages is in use; a few old pages would keep most chunks forever. H2's own remedies are off: its
 * background thread does not run with WRITE_DELAY=0, and its compaction at the close can lose chunks. So sparse chunks
 * are evacuated here: their pages join the next commit, like any change. No chunk is moved or overwritten by that.
 */
final class Compaction {

    /** Commits from one evacuation to the next. */
    static final int INTERVAL = 100;

    /** Nothing is evacuated while at least this share of the chunks is in use, in percent. */
    private static final int FILL_RATE = 50;

    private static final int MOST_BYTES = 2 << 20;

    private Compaction() {}

    /** Evacuates the emptiest chunks of those that have rested for the retention time. */
    static void evacuate(Connection connection) throws SQLException {
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        session.getDatabase().getStore().getMvStore().compact(FILL_RATE, MOST_BYTES);
    }
}
