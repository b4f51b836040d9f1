package dev.confab.chat.app;

import dev.confab.chat.application.push.PushDelivery;
import dev.confab.chat.domain.port.Unavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on what is to be pushed, on a thread of its own: at once as long as there is something, and else after a rest. A
 * stop waits a few seconds for what is under way; what is not done by then comes again, here or on another node.
 */
final class PushWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PushWorker.class);

    private static final Duration REST = Duration.ofMillis(250);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long BETWEEN_SWEEPS = Duration.ofMinutes(1).toNanos();

    private final PushDelivery pushing;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private boolean isFailing;

    private PushWorker(PushDelivery pushing) {
        this.pushing = pushing;
        this.thread = Thread.ofPlatform().name("push").daemon().unstarted(this::run);
    }

    static PushWorker start(PushDelivery pushing) {
        var loop = new PushWorker(pushing);
        loop.thread.start();
        return loop;
    }

    private void run() {
        long swept = System.nanoTime();
        try {
            while (!stopping.await(work().toNanos(), TimeUnit.NANOSECONDS)) {
                if (System.nanoTime() - swept > BETWEEN_SWEEPS) {
                    swept = System.nanoTime();
                    guarded(this::sweep);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers how long to rest. */
    private Duration work() {
        return guarded(() -> pushing.work() > 0 ? Duration.ZERO : REST);
    }

    private Duration sweep() {
        pushing.sweep();
        return REST;
    }

    private interface Step {
        Duration take();
    }

    /** Nothing that goes wrong ends the loop. */
    private Duration guarded(Step step) {
        try {
            var rest = step.take();
            isFailing = false;
            return rest;
        } catch (RuntimeException failure) {
            complain(failure);
            return REST_AFTER_FAILURE;
        }
    }

    /** A database that is away is told of elsewhere. */
    private void complain(RuntimeException failure) {
        if (!isFailing && !(failure instanceof Unavailable)) {
            LOG.error("Pushing failed", failure);
        }
        isFailing = true;
    }

    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        if (!pushing.stop(PATIENCE)) {
            LOG.warn("Not all pushes under way have ended; the rest comes again");
        }
        thread.join(PATIENCE);
    }
}
