package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.port.Unavailable;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what has to be read from the store for events, for their publishers must not wait: on virtual threads of its own,
 * at most {@value #AT_ONCE} at the same time. No lock may be held by what runs.
 */
final class ReadExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(ReadExecutor.class);
    private static final int AT_ONCE = 8;

    private final Semaphore readers = new Semaphore(AT_ONCE);

    void run(Runnable work) {
        Thread.ofVirtual().name("ws-read").start(() -> {
            readers.acquireUninterruptibly();
            try {
                work.run();
            } catch (RuntimeException fault) {
                log(fault);
            } finally {
                readers.release();
            }
        });
    }

    /** A store that is away is no fault of ours, and said elsewhere. */
    static void log(RuntimeException fault) {
        if (!(fault instanceof Unavailable)) {
            LOG.error("A room could not be read", RedactedFault.withoutMessage(fault));
        }
    }
}
