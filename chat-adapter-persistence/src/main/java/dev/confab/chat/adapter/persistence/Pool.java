package dev.confab.chat.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.sql.SQLException;
import java.time.Duration;

/** Makes the connection pool. */
final class Pool {

    /** For a connection. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** After this a server that does not answer a statement has vanished. What the URL says wins. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private Pool() {}

    /**
     * Closes all connections: idle ones now, others when they are given back. A database in memory would be gone with
     * its last connection, so it keeps them.
     */
    static void renew(HikariDataSource pool, Dialect flavor) {
        var connections = pool.getHikariPoolMXBean();
        if (flavor != Dialect.H2_MEMORY && connections != null && !pool.isClosed()) {
            connections.softEvictConnections();
        }
    }

    /** Opens the pool and one connection, so that a wrong address or password shows at once. */
    static HikariDataSource open(Settings settings) {
        var flavor = settings.flavor();
        var config = new HikariConfig();
        config.setPoolName("confab");
        config.setJdbcUrl(flavor.completed(settings.jdbcUrl()));
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setExceptionOverride(flavor.isEmbedded() ? new FileLost() : new ConnectionSpoilt());
        if (flavor.isEmbedded()) {
            config.setMaxLifetime(0); // no network to age on; H2 in memory is gone with its last connection
        } else {
            config.setConnectionInitSql(flavor.initSql());
            config.addDataSourceProperty("socketTimeout", LONGEST_SILENCE.toSeconds());
        }
        return new HikariDataSource(config);
    }

    /**
     * H2 closes a database whose file it could not write, and opens it again for the first connection after all old ones
     * are gone; the pool would keep those, for they look well.
     */
    private static final class FileLost implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return SqlErrors.isFileLost(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }

    /** A session of PostgreSQL that is read-only stays so after the server, or the one in its place, takes writes again. */
    private static final class ConnectionSpoilt implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return SqlErrors.isConnectionSpoilt(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }
}
