package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.mvstore.MVStoreException;

/**
 * The classification of SQL errors: databases that are temporarily unavailable, and other errors. SQLSTATEs are those
 * of PostgreSQL; H2 uses some of them and its own numbers.
 */
final class SqlErrors {

    /** Classes of SQLSTATE: connection, insufficient resources, operator intervention, system error. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58");

    private static final String READ_ONLY = "25006";

    /** A missing privilege; PostgreSQL also reports a read-only file system so. */
    private static final String NO_PRIVILEGE = "42501";

    /** Damaged table, damaged index. */
    private static final Set<String> DAMAGED = Set.of("XX001", "XX002");

    /** Transaction idle for too long, transaction too long, lock not available; H2: lock not available. */
    private static final Set<String> BUSY = Set.of("25P03", "25P04", "55P03", "HYT00");

    /** A rollback because of a deadlock (PostgreSQL, H2). H2 sometimes reports high contention as a deadlock. */
    private static final Set<String> DEADLOCK = Set.of("40P01", "40001");

    /** The transaction or statement took too long or was cancelled; the database itself may be healthy. */
    private static final String CANCELLED = "57014";

    /** H2: out of memory. */
    private static final String H2_OUT_OF_MEMORY = "90108";

    /**
     * Errors after which an H2 connection is useless: closed, closing, connection broken, I/O error (two), damaged,
     * opened by another process, read-only, and a file that cannot be renamed, deleted, created or found.
     */
    private static final Set<String> FILE_LOST = Set.of(
            "90098", "90121", "90067", "90028", "90031", "90030", "90020", "90097", "90024", "90025", "90062", "90124");

    private static final String FILE_FAILS = "its file cannot be read or written";
    private static final String UNIQUE_VIOLATION = "23505";

    /** The maximum depth of causes, which may be cyclic. */
    private static final int MAX_DEPTH = 30;

    private SqlErrors() {}

    /** Returns {@link Unavailable} if a retry may succeed, else {@code failure} itself. */
    static RuntimeException translated(RuntimeException failure) {
        if (failure instanceof Refusal || failure instanceof Unavailable) {
            return failure;
        }
        return isTemporary(failure) ? new Unavailable("The database is not available.", failure) : failure;
    }

    private static boolean isTemporary(Throwable failure) {
        return isOutage(failure) || sqlCauses(failure).anyMatch(SqlErrors::isTemporary);
    }

    private static boolean isTemporary(SQLException cause) {
        var state = stateOf(cause);
        return cause instanceof SQLTransientConnectionException
                || cause instanceof SQLTimeoutException
                || state.equals(CANCELLED)
                || BUSY.contains(state)
                || DEADLOCK.contains(state);
    }

    /**
     * Whether the failure concerns the database or its connection for all callers, not only the load or this
     * transaction.
     */
    static boolean isOutage(Throwable failure) {
        return isFileLost(failure) || sqlCauses(failure).anyMatch(SqlErrors::isOutage);
    }

    private static boolean isOutage(SQLException cause) {
        var state = stateOf(cause);
        return cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException
                || (UNAVAILABLE_CLASSES.contains(classOf(state)) && !state.equals(CANCELLED))
                || DAMAGED.contains(state)
                || Set.of(READ_ONLY, NO_PRIVILEGE, H2_OUT_OF_MEMORY).contains(state);
    }

    /** Whether H2 has lost its file, so that the connection is useless. */
    static boolean isFileLost(Throwable failure) {
        return isStoreBroken(failure) || sqlCauses(failure).anyMatch(cause -> FILE_LOST.contains(stateOf(cause)));
    }

    private static boolean isStoreBroken(Throwable failure) {
        return causes(failure, MVStoreException.class).findAny().isPresent();
    }

    /**
     * Whether the connection to PostgreSQL is useless: read-only after a failover, or its server process has ended or
     * is damaged. A full disk, in contrast, affects all connections alike.
     */
    static boolean isConnectionUseless(SQLException failure) {
        var state = stateOf(failure);
        return Set.of(READ_ONLY, NO_PRIVILEGE, "53200", "25P03", "25P04").contains(state)
                || Set.of("08", "58").contains(classOf(state))
                || (state.startsWith("57") && !state.equals(CANCELLED))
                || DAMAGED.contains(state);
    }

    /** Whether the database rolled back a transaction that may be repeated. */
    static boolean isDeadlock(Throwable failure) {
        return sqlCauses(failure).anyMatch(cause -> DEADLOCK.contains(stateOf(cause)));
    }

    static boolean isUniqueViolation(SQLException failure) {
        return stateOf(failure).equals(UNIQUE_VIOLATION);
    }

    /** Describes the failure for the log, without the message of the driver, which may contain SQL. */
    static String describe(Throwable failure) {
        var state = sqlCauses(failure)
                .map(SqlErrors::stateOf)
                .filter(known -> !known.isEmpty())
                .reduce((outer, inner) -> inner)
                .orElse("");
        if (state.isEmpty()) {
            return failure.getClass().getSimpleName();
        }
        return (isStoreBroken(failure) ? FILE_FAILS : meaning(state)) + " (SQLSTATE " + state + ")";
    }

    private static String meaning(String state) {
        return switch (state) {
            case READ_ONLY, "90097" -> "it is read-only";
            case NO_PRIVILEGE -> "a privilege or its file system's permission to write is missing";
            case "53100" -> "its disk is full";
            case "53200", H2_OUT_OF_MEMORY -> "it is out of memory";
            case "53300" -> "it has too many connections";
            case CANCELLED -> "statements are cancelled or time out";
            case "57P03" -> "it does not accept connections yet, or any more";
            default -> meaningOfClass(state);
        };
    }

    private static String meaningOfClass(String state) {
        if (FILE_LOST.contains(state)) {
            return FILE_FAILS;
        }
        return switch (classOf(state)) {
            case "08" -> "it does not answer";
            case "28" -> "it does not accept the credentials";
            case "53" -> "it is short of resources";
            case "57" -> "it was stopped, or ends connections";
            case "58" -> "it has an I/O error";
            case "XX" -> "its data are damaged";
            default -> "it fails";
        };
    }

    private static String classOf(String state) {
        return state.length() < 2 ? "" : state.substring(0, 2);
    }

    private static String stateOf(SQLException failure) {
        return Objects.requireNonNullElse(failure.getSQLState(), "");
    }

    private static Stream<SQLException> sqlCauses(Throwable failure) {
        return causes(failure, SQLException.class);
    }

    private static <T extends Throwable> Stream<T> causes(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_DEPTH)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
