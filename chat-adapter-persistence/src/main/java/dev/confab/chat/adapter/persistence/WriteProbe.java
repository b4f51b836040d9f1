package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.sql.SQLException;

/** Finds out whether the database takes writes, on a connection beside the pool. For one thread at a time. */
interface WriteProbe extends AutoCloseable {

    /**
     * Returns if a write would succeed now.
     *
     * @param isSuspect whether the database failed before: then nothing that was opened earlier is trusted
     * @throws SQLException if it would not, with the SQLSTATE that tells why
     */
    void run(boolean isSuspect) throws SQLException;

    static WriteProbe of(Settings settings) {
        return settings.flavor().isEmbedded() ? new H2Probe(settings) : new PostgresProbe(settings);
    }

    /** Closes the connection. Does not throw. */
    @Override
    void close();
}
