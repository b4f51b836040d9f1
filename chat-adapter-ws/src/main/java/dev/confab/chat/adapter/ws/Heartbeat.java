package dev.confab.chat.adapter.ws;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that does what time asks for: it looks at every connection once a second, pings it, and closes it when
 * its token has expired or it shows no sign of life. Nothing on it blocks.
 */
final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration MAX_BEAT = Duration.ofSeconds(1);

    private final WsAdapter.Settings settings;
    private final Connections connections;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("ws-pulse").factory());

    Heartbeat(WsAdapter.Settings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        thread.setRemoveOnCancelPolicy(true);
        long beat = Math.min(MAX_BEAT.toNanos(), settings.pingInterval().toNanos() / 4);
        var unused = thread.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.NANOSECONDS);
    }

    /** Runs something that does not block, unless {@link #close} comes before. */
    void later(Duration wait, Runnable task) {
        var unused = thread.schedule(() -> safely(task), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void beat() {
        var now = settings.clock().instant();
        connections.forEach(connection -> safely(() -> {
            if (connection.isExpiredAt(now)) {
                connection.close(CloseCode.LOGIN_ENDED);
            } else if (connection.vitals().isSilentFor(settings.maxSilence())) {
                connection.close(CloseCode.TOO_SLOW);
            } else if (connection.vitals().isUnaskedFor(settings.pingInterval())) {
                connection.ping();
            }
        }));
    }

    private static void safely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            LOG.error("The pulse stumbled", RedactedFault.withoutMessage(fault));
        }
    }

    void close() {
        thread.shutdown();
    }
}
