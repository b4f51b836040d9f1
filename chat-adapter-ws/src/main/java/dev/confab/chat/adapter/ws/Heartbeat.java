package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.Redacted;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timer thread of the adapter. At least once a second it checks each connection, pings it, and closes it if its token
 * has expired or it is silent for too long. It also runs delayed tasks. Tasks must not block.
 */
final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration MAX_PERIOD = Duration.ofSeconds(1);

    private final WsAdapter.Settings settings;
    private final Connections connections;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("ws-heartbeat").factory());

    Heartbeat(WsAdapter.Settings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        thread.setRemoveOnCancelPolicy(true);
        long period = Math.min(MAX_PERIOD.toNanos(), settings.intervals().ping().toNanos() / 4);
        var unused = thread.scheduleWithFixedDelay(this::checkConnections, period, period, TimeUnit.NANOSECONDS);
    }

    /** Runs a non-blocking task after {@code delay}, unless {@link #close} is called before. */
    void schedule(Duration delay, Runnable task) {
        var unused = thread.schedule(() -> runGuarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void checkConnections() {
        var now = settings.clock().instant();
        var intervals = settings.intervals();
        connections.forEach(connection -> runGuarded(() -> {
            if (connection.isExpiredAt(now)) {
                connection.close(CloseCode.LOGIN_ENDED);
            } else if (connection.isSilentFor(intervals.maxSilence())) {
                connection.close(CloseCode.TOO_SLOW);
            } else if (connection.needsPing(intervals.ping())) {
                connection.ping();
            }
        }));
    }

    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            LOG.error("Heartbeat task failed", Redacted.of(fault));
        }
    }

    void close() {
        thread.shutdown();
    }
}
