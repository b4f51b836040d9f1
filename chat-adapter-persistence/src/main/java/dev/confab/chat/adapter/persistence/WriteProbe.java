package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.sql.SQLException;

/** A probe for writability, on a connection beside the pool. Not thread-safe. */
interface WriteProbe extends AutoCloseable {

    /**
     * Returns if a write would succeed now.
     *
     * @param isSuspect whether the database failed before, so that earlier connections are not trusted
     * @throws SQLException if a write would fail, with the SQLSTATE of the reason
     */
    void run(boolean isSuspect) throws SQLException;

    static WriteProbe of(Settings settings) {
        return settings.dialect().isEmbedded() ? new H2Probe(settings) : new PostgresProbe(settings);
    }

    /** Closes the connection. Does not throw. */
    @Override
    void close();
}
