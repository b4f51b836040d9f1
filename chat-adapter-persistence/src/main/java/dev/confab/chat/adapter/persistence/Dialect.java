package dev.confab.chat.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import org.h2.engine.Constants;

/** The supported databases and the settings that each needs to keep the promises of the ports. */
enum Dialect {
    /** Inside this process, in a file. */
    H2_FILE("jdbc:h2:file:"),
    /** Inside this process, without a file; for tests and trials. */
    H2_MEMORY("jdbc:h2:mem:"),
    /** A separate server. */
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
        for (var dialect : values()) {
            if (jdbcUrl.startsWith(dialect.prefix) && dialect.isNamedIn(jdbcUrl)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException(
                "The database URL must be jdbc:h2:file:PATH, jdbc:h2:mem:NAME or jdbc:postgresql://HOST/DATABASE.");
    }

    private boolean isNamedIn(String jdbcUrl) {
        return jdbcUrl.length() > prefix.length() && ";?".indexOf(jdbcUrl.charAt(prefix.length())) < 0;
    }

    /**
     * Adds default parameters that the URL does not set.
     *
     * @throws IllegalArgumentException if the URL requests commits that are not durable
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
     * Selects a file system that tolerates interrupts, unless the URL selects one. H2's plain file channel, and with it
     * the database, is closed by an interrupt of a thread that uses it; the asynchronous one is not.
     */
    private String uninterruptible(String jdbcUrl) {
        var path = jdbcUrl.substring(prefix.length());
        return this == H2_FILE && !path.matches(SCHEME + ".*") ? prefix + "async:" + path : jdbcUrl;
    }

    /** Returns the path of an H2 file without its suffix. */
    String path(String jdbcUrl) {
        var path = jdbcUrl.substring(prefix.length()).replaceFirst(";.*", "").replaceFirst("^(" + SCHEME + ")+", "");
        return path.replaceFirst("^~(?=/)", Matcher.quoteReplacement(System.getProperty("user.home")));
    }

    /**
     * Returns the default parameters of the URL.
     *
     * By default, H2 writes half a second after the commit (see also {@link H2DiskSync}) and compacts the file on
     * close, which can lose chunks ({@link Compaction} replaces it). It returns cached results although rows have
     * changed, and closes the database in a shutdown hook that does not wait for running requests. The driver of
     * PostgreSQL puts values of rows into its messages.
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

    /** Whether the URL sets the parameter. H2 ignores the case of names; the driver of PostgreSQL does not. */
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
     * Returns the SQL that each new connection runs first; empty for none. It replaces settings that would break a
     * promise, and keeps stricter ones: commits that do not wait for the disk, and lock waits or transactions without a
     * time limit.
     *
     * Every statement is planned once per connection, which halves the cost of short ones. Index scans are preferred,
     * because a plan made for an almost empty table must not scan the table when it has grown.
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
     * Makes the new transaction see one snapshot until its end. On PostgreSQL, this setting and its begin share a round
     * trip. On H2 it is a setting of the connection, which the pool resets; its repeatable reads are not sufficient,
     * because they take a snapshot per table at its first read.
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
     * Returns the end of a query that locks its rows and skips those locked by others. On PostgreSQL, the lock is as
     * weak as those of Hibernate: rows that refer to the locked one can still be inserted.
     */
    String lockingIdle() {
        return isEmbedded() ? " for update skip locked" : " for no key update skip locked";
    }

    /**
     * Returns the end of a join that locks the rows of one table, or of all tables if the database cannot distinguish.
     */
    String lockingOnly(String table) {
        return isEmbedded() ? " for update" : " for no key update of " + table;
    }

    /** Returns the type of a text column that is compared byte by byte. */
    String textType() {
        return isEmbedded() ? "varchar" : "varchar collate \"C\"";
    }

    /** Returns the prefix of migration lines that only PostgreSQL runs: a comment mark for the others. */
    String postgresqlOnly() {
        return isEmbedded() ? "--" : "";
    }

    boolean isEmbedded() {
        return this != POSTGRESQL;
    }
}
