package dev.confab.chat.app;

import dev.confab.chat.domain.port.Scheduler;
import dev.confab.chat.domain.port.Unavailable;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits on one thread and runs each task on a virtual thread of its own. After {@link #close} nothing starts. */
final class VirtualThreadScheduler implements Scheduler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VirtualThreadScheduler.class);

    private final ScheduledThreadPoolExecutor waiting = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("timer").factory());

    VirtualThreadScheduler() {
        waiting.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        waiting.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void schedule(Duration wait, Runnable task) {
        var unused = waiting.schedule(() -> start(task), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void start(Runnable task) {
        Thread.ofVirtual().name("timer-task").start(() -> {
            try {
                task.run();
            } catch (Unavailable away) {
                LOG.warn("Delayed work was skipped: {}", away.getMessage());
            } catch (RuntimeException fault) {
                LOG.error("Delayed work failed", fault);
            }
        });
    }

    @Override
    public void close() {
        waiting.shutdown();
    }
}
