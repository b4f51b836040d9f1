package dev.confab.chat.adapter.persistence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the begin and the end of a time in which the database takes no writes, each once. */
final class DatabaseOutage {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOutage.class);

    /** From {@link System#nanoTime}; null while there is no outage. */
    private @Nullable Long since;

    /** Returns whether the outage begins with this. */
    synchronized boolean begin(String reason) {
        if (since != null) {
            LOG.debug("The database still takes no writes: {}", reason);
            return false;
        }
        since = System.nanoTime();
        LOG.warn("The database takes no writes: {}. Requests are answered with 503 until it does", reason);
        return true;
    }

    /** Returns whether there was an outage. */
    synchronized boolean end() {
        if (since == null) {
            return false;
        }
        var duration = Duration.ofNanos(System.nanoTime() - since);
        since = null;
        LOG.info("The database takes writes again, after {} s", Math.max(1, duration.toSeconds()));
        return true;
    }

    synchronized boolean isPresent() {
        return since != null;
    }
}
