package dev.confab.chat.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.sql.SQLException;
import java.time.Duration;

/** The factory of the connection pool. */
final class Pool {

    /** The maximum time that a caller waits for a connection. */
    static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** The time after which a server that does not respond is considered lost. A value in the URL takes precedence. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(60);

    private Pool() {}

    /**
     * Closes all connections: idle ones immediately, others when they are returned. Keeps those of a database in
     * memory, which would be lost with its last connection.
     */
    static void renew(HikariDataSource pool, Dialect dialect) {
        var connections = pool.getHikariPoolMXBean();
        if (dialect != Dialect.H2_MEMORY && connections != null && !pool.isClosed()) {
            connections.softEvictConnections();
        }
    }

    /** Opens the pool and one connection, so that a wrong address or password is reported immediately. */
    static HikariDataSource open(Settings settings) {
        var dialect = settings.dialect();
        var config = new HikariConfig();
        config.setPoolName("confab");
        config.setJdbcUrl(dialect.completed(settings.jdbcUrl()));
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(MAX_WAIT.toMillis());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setExceptionOverride(dialect.isEmbedded() ? new FileLost() : new UselessConnection());
        if (dialect.isEmbedded()) {
            config.setMaxLifetime(
                    0); // connections do not age without a network, and H2 in memory is lost with its last one
        } else {
            config.setConnectionInitSql(dialect.initSql());
            config.addDataSourceProperty("socketTimeout", MAX_SILENCE.toSeconds());
        }
        return new HikariDataSource(config);
    }

    /**
     * Evicts connections after a write error of an H2 file. H2 closes such a database and reopens it for the first new
     * connection after all old ones are closed, but the pool would consider the old ones valid.
     */
    private static final class FileLost implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return SqlErrors.isFileLost(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }

    /** Evicts a read-only session of PostgreSQL, because it stays read-only after the server accepts writes again. */
    private static final class UselessConnection implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return SqlErrors.isConnectionUseless(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }
}
