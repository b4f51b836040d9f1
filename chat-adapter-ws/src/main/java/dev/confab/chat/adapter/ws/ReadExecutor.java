package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.Redacted;
import dev.confab.chat.domain.port.Unavailable;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs reads of the store that events require, so that publishers do not wait for them. Uses virtual threads, at most
 * {@value #MAX_CONCURRENT_READS} at the same time. Tasks must not hold a lock.
 */
final class ReadExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(ReadExecutor.class);
    private static final int MAX_CONCURRENT_READS = 8;

    private final Semaphore permits = new Semaphore(MAX_CONCURRENT_READS);

    void run(Runnable work) {
        Thread.ofVirtual().name("ws-read").start(() -> {
            permits.acquireUninterruptibly();
            try {
                work.run();
            } catch (RuntimeException failure) {
                log(failure);
            } finally {
                permits.release();
            }
        });
    }

    /** Logs a failed read, unless the store is unavailable, which the store's adapter logs. */
    static void log(RuntimeException failure) {
        if (!(failure instanceof Unavailable)) {
            LOG.error("Reading a room for its subscribers failed", Redacted.of(failure));
        }
    }
}
