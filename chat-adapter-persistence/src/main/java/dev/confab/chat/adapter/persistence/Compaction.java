package dev.confab.chat.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/**
 * The compaction that bounds the growth of an H2 file. A commit writes a chunk of new pages, and H2 reuses the space of
 * a chunk only when none of its pages is in use, so a few old pages would keep most chunks forever.
 *
 * H2's own remedies are off: its background thread does not run with WRITE_DELAY=0, and its compaction on close can
 * lose chunks. So sparse chunks are evacuated here: the next commit writes their pages again. This moves or overwrites
 * no chunk.
 */
final class Compaction {

    /** Number of commits between two evacuations. */
    static final int INTERVAL = 100;

    /** No chunk is evacuated while at least this percentage of the chunks is in use. */
    private static final int FILL_RATE = 50;

    private static final int MAX_BYTES = 2 << 20;

    private Compaction() {}

    /** Evacuates the sparsest chunks that are older than the retention time. */
    static void evacuate(Connection connection) throws SQLException {
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        session.getDatabase().getStore().getMvStore().compact(FILL_RATE, MAX_BYTES);
    }
}
