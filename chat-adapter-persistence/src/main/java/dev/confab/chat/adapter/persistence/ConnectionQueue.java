package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A fair queue before the connection pool. The pool alone lets new callers overtake waiting ones, so under load some
 * would wait indefinitely.
 */
final class ConnectionQueue {

    private final Semaphore places;
    private final Duration patience;

    ConnectionQueue(int connections, Duration patience) {
        this.places = new Semaphore(connections, true);
        this.patience = patience;
    }

    /** @throws Unavailable if no connection becomes free within the time limit */
    <T> T run(Supplier<T> work) {
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
