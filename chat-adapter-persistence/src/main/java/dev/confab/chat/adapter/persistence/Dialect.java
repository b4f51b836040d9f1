package dev.confab.chat.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import org.h2.engine.Constants;

/** The databases that can be used, and what each needs to keep the promises of the ports. */
enum Dialect {
    /** Inside this process. */
    H2_FILE("jdbc:h2:file:"),
    /** Inside this process, gone with it; for tests and trials. */
    H2_MEMORY("jdbc:h2:mem:"),
    /** A server. */
    POSTGRESQL("jdbc:postgresql:");

    private static final String SCHEME = "[A-Za-z0-9]{2,}:";

    /** Settings of an H2 file that must be 0, or a commit may be lost. */
    private static final List<String> DURABLE = List.of("WRITE_DELAY", "MAX_COMPACT_TIME");

    private final String prefix;

    Dialect(String prefix) {
        this.prefix = prefix;
    }

    /** @throws IllegalArgumentException if the URL names no database that can be used */
    static Dialect of(String jdbcUrl) {
        for (var flavor : values()) {
            if (jdbcUrl.startsWith(flavor.prefix) && flavor.isNamedIn(jdbcUrl)) {
                return flavor;
            }
        }
        throw new IllegalArgumentException(
                "The database URL must be jdbc:h2:file:PATH, jdbc:h2:mem:NAME or jdbc:postgresql://HOST/DATABASE.");
    }

    private boolean isNamedIn(String jdbcUrl) {
        return jdbcUrl.length() > prefix.length() && ";?".indexOf(jdbcUrl.charAt(prefix.length())) < 0;
    }

    /**
     * The URL with the parameters that are not in it already.
     *
     * @throws IllegalArgumentException if it asks for commits that are not durable
     */
    String completed(String jdbcUrl) {
        requireDurable(jdbcUrl);
        var url = new StringBuilder(uninterruptible(jdbcUrl));
        for (var parameter : defaults()) {
            if (!sets(jdbcUrl, parameter.substring(0, parameter.indexOf('=') + 1))) {
                url.append(separator(url)).append(parameter);
            }
        }
        return url.toString();
    }

    /**
     * H2's plain file channel is closed by an interrupt of any thread that is using it, and the database with it, for
     * good; the asynchronous one is not. A file system that the URL chooses by itself stays.
     */
    private String uninterruptible(String jdbcUrl) {
        var path = jdbcUrl.substring(prefix.length());
        return this == H2_FILE && !path.matches(SCHEME + ".*") ? prefix + "async:" + path : jdbcUrl;
    }

    /** Where an H2 file is, without its suffix. */
    String path(String jdbcUrl) {
        var path = jdbcUrl.substring(prefix.length()).replaceFirst(";.*", "").replaceFirst("^(" + SCHEME + ")+", "");
        return path.replaceFirst("^~(?=/)", Matcher.quoteReplacement(System.getProperty("user.home")));
    }

    /**
     * H2's own default writes half a second after the commit (see {@link H2DiskSync} for the rest), compacts the file at the
     * close, which can lose chunks ({@link Compaction} does it otherwise), answers some queries from results that it kept
     * although a row has changed since, and closes the database by a shutdown hook that does not wait for requests which
     * are being finished. PostgreSQL's driver puts the values of a row at fault into its messages.
     */
    private List<String> defaults() {
        return switch (this) {
            case H2_FILE ->
                List.of(
                        "WRITE_DELAY=0",
                        "MAX_COMPACT_TIME=0",
                        "OPTIMIZE_REUSE_RESULTS=0",
                        "LOCK_TIMEOUT=10000",
                        "DB_CLOSE_ON_EXIT=FALSE");
            case H2_MEMORY -> List.of("OPTIMIZE_REUSE_RESULTS=0", "LOCK_TIMEOUT=10000", "DB_CLOSE_ON_EXIT=FALSE");
            case POSTGRESQL ->
                List.of(
                        "reWriteBatchedInserts=true",
                        "logServerErrorDetail=false",
                        "tcpKeepAlive=true",
                        "connectTimeout=5",
                        "ApplicationName=confab");
        };
    }

    private char separator(CharSequence url) {
        if (isEmbedded()) {
            return ';';
        }
        return url.chars().anyMatch(letter -> letter == '?') ? '&' : '?';
    }

    /** H2 reads the names of its settings in any case, PostgreSQL's driver only as they are written. */
    private boolean sets(String jdbcUrl, String assignment) {
        var url = isEmbedded() ? jdbcUrl.toUpperCase(Locale.ROOT) : jdbcUrl;
        int start = url.indexOf(assignment);
        return start > 0 && ";?&".indexOf(url.charAt(start - 1)) >= 0;
    }

    private void requireDurable(String jdbcUrl) {
        if (this == H2_FILE) {
            DURABLE.forEach(setting -> requireZero(jdbcUrl.toUpperCase(Locale.ROOT), setting));
        }
    }

    private static void requireZero(String url, String setting) {
        if (url.contains(setting + "=") && !url.matches(".*;" + setting + "=0(;.*)?")) {
            throw new IllegalArgumentException("The database URL must not set " + setting + " to anything but 0.");
        }
    }

    /**
     * What each new connection runs first; empty for nothing. Undoes what would break a promise and leaves what is
     * stronger as it is: a commit that does not wait for the disk, waiting for a lock without end, and keeping one
     * without end after the node has gone. And every statement is planned once for a connection, which is half of what
     * a short one costs: what was planned while a table was nearly empty must not walk through it while it grows, and
     * there is an index for all that we read often.
     */
    String initSql() {
        return isEmbedded() ? "" : """
                select
                    case current_setting('synchronous_commit') when 'off'
                        then set_config('synchronous_commit', 'on', false) end,
                    case current_setting('lock_timeout') when '0'
                        then set_config('lock_timeout', '10s', false) end,
                    case current_setting('idle_in_transaction_session_timeout') when '0'
                        then set_config('idle_in_transaction_session_timeout', '30s', false) end,
                    set_config('enable_seqscan', 'off', false),
                    set_config('plan_cache_mode', 'force_generic_plan', false),
                    set_config('jit', 'off', false)
                """;
    }

    /**
     * Lets the transaction that has begun, and has read nothing yet, see one state to its end. PostgreSQL is told so for
     * this transaction alone, together with its begin. H2 is told for the connection, and the pool resets that; its
     * repeatable reads would not do, for they hold on to a table, and those it refers to, from its own first reading on.
     */
    void pin(Connection connection) throws SQLException {
        if (isEmbedded()) {
            connection.setTransactionIsolation(Constants.TRANSACTION_SNAPSHOT);
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
        }
    }

    /**
     * The end of a query that locks what it reads and leaves out what others have locked. On PostgreSQL as weakly as
     * Hibernate locks: rows that refer to the locked one may come meanwhile.
     */
    String lockingIdle() {
        return isEmbedded() ? " for update skip locked" : " for no key update skip locked";
    }

    /** The end of a query of many tables that locks the rows of one, or of all where the database knows no better. */
    String lockingOnly(String table) {
        return isEmbedded() ? " for update" : " for no key update of " + table;
    }

    /** The type of a text column that is compared byte by byte. */
    String textType() {
        return isEmbedded() ? "varchar" : "varchar collate \"C\"";
    }

    /** What a line of a migration begins with that is for PostgreSQL alone: the mark of a comment elsewhere. */
    String postgresqlOnly() {
        return isEmbedded() ? "--" : "";
    }

    boolean isEmbedded() {
        return this != POSTGRESQL;
    }
}
