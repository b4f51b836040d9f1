package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.Unavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The knowledge whether the database accepts writes. Failed transactions start an outage, and probes on a separate
 * thread end it. At the start and the end of an outage, the pool renews its connections, so that no stale one has to
 * fail first. Without an outage, the database is probed only on request.
 */
final class DatabaseHealth implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);

    private static final Duration MIN_PAUSE = Duration.ofMillis(500);

    /** The longest pause between probes. Pauses grow while probes succeed but writes fail. */
    private static final Duration MAX_PAUSE = Duration.ofSeconds(15);

    private static final Duration STABLE_AFTER = Duration.ofMinutes(1);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final WriteProbe probe;
    private final Runnable renewConnections;
    private final DatabaseOutage outage = new DatabaseOutage();
    private final ReentrantLock probing = new ReentrantLock();
    private final AtomicBoolean isWatching = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Used only by the probing thread. */
    private Duration pause = MIN_PAUSE;

    private long lastEnd = System.nanoTime() - STABLE_AFTER.toNanos();

    DatabaseHealth(WriteProbe probe, Runnable renewConnections) {
        this.probe = probe;
        this.renewConnections = renewConnections;
    }

    /** Translates like {@link SqlErrors#translated}, and records what the failure reveals about the database. */
    RuntimeException translated(RuntimeException failure) {
        var translated = SqlErrors.translated(failure);
        boolean isOfDatabase = translated instanceof Unavailable && !(failure instanceof Unavailable);
        if (isOfDatabase && !SqlErrors.isDeadlock(failure)) {
            suspect(failure);
        }
        return translated;
    }

    private void suspect(RuntimeException failure) {
        if (SqlErrors.isOutage(failure)) {
            begin(failure);
        }
        watch();
    }

    /** Whether the database accepts writes. Probes it unless an outage is known; returns within a few seconds. */
    boolean isWritable() {
        if (outage.isPresent()) {
            return false;
        }
        boolean isWritable = isProbePassing();
        if (!isWritable) {
            watch();
        }
        return isWritable;
    }

    private boolean isProbePassing() {
        probing.lock();
        try {
            if (isClosed()) {
                return false;
            }
            probe.run(outage.isPresent());
            return true;
        } catch (SQLException | RuntimeException failure) {
            begin(failure);
            return false;
        } finally {
            probing.unlock();
        }
    }

    private void begin(Exception failure) {
        if (!isClosed() && outage.begin(SqlErrors.describe(failure))) {
            LOG.debug("The probe of the database failed", failure);
            renewConnections.run();
        }
    }

    private void watch() {
        if (!isClosed() && isWatching.compareAndSet(false, true)) {
            Thread.ofVirtual().name("database-watch").start(this::probeUntilItPasses);
        }
    }

    /** Must not be interrupted, because H2 closes a file that an interrupted thread is using. */
    private void probeUntilItPasses() {
        try {
            choosePause();
            do {
                if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } while (!isProbePassing());
            end();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            isWatching.set(false);
            if (outage.isPresent()) {
                watch(); // a write failed again in the meantime
            }
        }
    }

    private void choosePause() {
        boolean isStable = System.nanoTime() - lastEnd > STABLE_AFTER.toNanos();
        var doubled = pause.multipliedBy(2);
        pause = isStable ? MIN_PAUSE : doubled.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : doubled;
    }

    private void end() {
        if (outage.end()) {
            lastEnd = System.nanoTime();
            renewConnections.run();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    /** Waits for a running probe, so that nothing opens the database afterwards. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (probing.tryLock(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    probe.close();
                } finally {
                    probing.unlock();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
