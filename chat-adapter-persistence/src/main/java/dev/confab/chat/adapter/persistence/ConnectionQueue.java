package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The line in front of the connection pool: first come, first served. The pool alone lets whoever comes at the right moment
 * pass those who wait, and under load some wait for ever.
 */
final class ConnectionQueue {

    private final Semaphore places;
    private final Duration patience;

    ConnectionQueue(int connections, Duration patience) {
        this.places = new Semaphore(connections, true);
        this.patience = patience;
    }

    /** @throws Unavailable if it is not the caller's turn in time */
    <T> T inTurn(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable("All connections to the database are in use.", null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted while waiting for the database.", interrupted);
        }
    }
}
