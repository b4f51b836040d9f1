package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.mvstore.MVStoreException;

/** Tells a database that is away or overrun from everything else that can go wrong. */
final class Faults {

    /**
     * PostgreSQL: too many connections, shut down, crashed, starting up, rested too long within a transaction (as who was
     * stopped for a while), lock not available, deadlock. H2: lock not available, deadlock.
     */
    private static final Set<String> PASSING =
            Set.of("53300", "57P01", "57P02", "57P03", "25P03", "55P03", "40P01", "HYT00", "40001");

    /** PostgreSQL, H2: undone because of a deadlock. H2 sometimes takes a crowd for one. */
    private static final Set<String> DEADLOCK = Set.of("40P01", "40001");

    /** H2: closed, closing, broken, cannot be written, opened by another process. */
    private static final Set<String> FILE_LOST = Set.of("90098", "90121", "90067", "90028", "90031", "90020");

    private static final String CONNECTION_CLASS = "08";
    private static final String UNIQUE_VIOLATION = "23505";

    /** Causes may go round in a circle. */
    private static final int DEEPEST = 30;

    private Faults() {}

    /** {@code failure} itself, or {@link Unavailable} where another try a little later may work. */
    static RuntimeException translated(RuntimeException failure) {
        if (failure instanceof Refusal || failure instanceof Unavailable) {
            return failure;
        }
        return isPassing(failure) ? new Unavailable("The database cannot be reached.", failure) : failure;
    }

    private static boolean isPassing(Throwable failure) {
        return isFileLost(failure) || causes(failure, SQLException.class).anyMatch(Faults::isPassing);
    }

    private static boolean isPassing(SQLException cause) {
        var state = stateOf(cause);
        return cause instanceof SQLTransientConnectionException
                || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException
                || state.startsWith(CONNECTION_CLASS)
                || PASSING.contains(state);
    }

    /** Has H2 lost its file, so that this connection is of no use any more? */
    static boolean isFileLost(Throwable failure) {
        return causes(failure, MVStoreException.class).findAny().isPresent()
                || causes(failure, SQLException.class).anyMatch(cause -> FILE_LOST.contains(stateOf(cause)));
    }

    /** Has the database undone a transaction that may be done again? */
    static boolean isDeadlock(Throwable failure) {
        return causes(failure, SQLException.class).anyMatch(cause -> DEADLOCK.contains(stateOf(cause)));
    }

    static boolean isUniqueViolation(SQLException failure) {
        return stateOf(failure).equals(UNIQUE_VIOLATION);
    }

    private static String stateOf(SQLException failure) {
        return Objects.requireNonNullElse(failure.getSQLState(), "");
    }

    private static <T extends Throwable> Stream<T> causes(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
