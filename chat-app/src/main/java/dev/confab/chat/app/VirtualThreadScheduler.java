package dev.confab.chat.app;

import dev.confab.chat.domain.port.Scheduler;
import dev.confab.chat.domain.port.Unavailable;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scheduler with one waiting thread and a virtual thread per task. After {@link #close} no task starts. */
final class VirtualThreadScheduler implements Scheduler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VirtualThreadScheduler.class);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("timer").factory());

    VirtualThreadScheduler() {
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        var unused = timer.schedule(() -> start(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void start(Runnable task) {
        Thread.ofVirtual().name("timer-task").start(() -> {
            try {
                task.run();
            } catch (Unavailable unavailable) {
                LOG.warn("Scheduled task skipped, the store is unavailable: {}", unavailable.getMessage());
            } catch (RuntimeException fault) {
                LOG.error("Scheduled task failed", fault);
            }
        });
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
