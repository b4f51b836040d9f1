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
 * Whether the database takes writes. Failures of transactions start an outage, and probes on a thread of its own end it.
 * At the begin and at the end of an outage the pool renews its connections: none from before has to fail first. While
 * all is well, nothing is probed unless somebody asks.
 */
final class DatabaseHealth implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

    /** Where probes succeed and writes fail, outages follow each other, and the pauses between probes grow up to this. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private static final Duration STABLE_AFTER = Duration.ofMinutes(1);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final WriteProbe probe;
    private final Runnable renewConnections;
    private final DatabaseOutage outage = new DatabaseOutage();
    private final ReentrantLock probing = new ReentrantLock();
    private final AtomicBoolean isWatching = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Only the one thread that watches uses these. */
    private Duration pause = SHORTEST_PAUSE;

    private long lastEnd = System.nanoTime() - STABLE_AFTER.toNanos();

    DatabaseHealth(WriteProbe probe, Runnable renewConnections) {
        this.probe = probe;
        this.renewConnections = renewConnections;
    }

    /** As {@link SqlErrors#translated}; remembers what {@code failure} says about the database. */
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

    /** Asks the database, unless it is known to take no writes. Returns within a few seconds. */
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
            LOG.debug("What the database takes no writes for", failure);
            renewConnections.run();
        }
    }

    private void watch() {
        if (!isClosed() && isWatching.compareAndSet(false, true)) {
            Thread.ofVirtual().name("database-watch").start(this::probeUntilItPasses);
        }
    }

    /** Is not interrupted, because H2 closes the file that an interrupted thread is using. */
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
                watch(); // it failed again in between
            }
        }
    }

    private void choosePause() {
        boolean isStable = System.nanoTime() - lastEnd > STABLE_AFTER.toNanos();
        var doubled = pause.multipliedBy(2);
        pause = isStable ? SHORTEST_PAUSE : doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
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

    /** Waits for a probe that is under way, so that nothing opens the database afterwards. */
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
