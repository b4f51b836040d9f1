package dev.confab.chat.app;

import dev.confab.chat.application.push.PushDelivery;
import dev.confab.chat.domain.port.Unavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that delivers pending pushes. It polls without a pause while there are some, and otherwise every 250 ms. A stop
 * waits a few seconds for pushes under way; the rest is delivered after a restart or by another node.
 */
final class PushWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PushWorker.class);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
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
        var worker = new PushWorker(pushing);
        worker.thread.start();
        return worker;
    }

    private void run() {
        long swept = System.nanoTime();
        try {
            while (!stopping.await(work().toNanos(), TimeUnit.NANOSECONDS)) {
                if (System.nanoTime() - swept > BETWEEN_SWEEPS) {
                    swept = System.nanoTime();
                    catching(this::sweep);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Delivers what is due and returns the pause until the next poll. */
    private Duration work() {
        return catching(() -> pushing.work() > 0 ? Duration.ZERO : PAUSE);
    }

    private Duration sweep() {
        pushing.sweep();
        return PAUSE;
    }

    private interface Step {
        Duration run();
    }

    /** Runs a step, so that its failure does not end the loop. */
    private Duration catching(Step step) {
        try {
            var pause = step.run();
            isFailing = false;
            return pause;
        } catch (RuntimeException failure) {
            log(failure);
            return PAUSE_AFTER_FAILURE;
        }
    }

    /** Logs the first failure of a series. The store logs that it is unavailable itself. */
    private void log(RuntimeException failure) {
        if (!isFailing && !(failure instanceof Unavailable)) {
            LOG.error("Push delivery failed; the next attempt follows in 2 s", failure);
        }
        isFailing = true;
    }

    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        if (!pushing.stop(STOP_TIMEOUT)) {
            LOG.warn("Some pushes did not end in time; they are sent again after the next start");
        }
        thread.join(STOP_TIMEOUT);
    }
}
