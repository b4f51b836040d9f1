package dev.confab.chat.adapter.persistence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of outages: one line at the start and one at the end. */
final class DatabaseOutage {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOutage.class);

    /** The start as {@link System#nanoTime}; null if there is no outage. */
    private @Nullable Long since;

    /** Returns whether this call started the outage. */
    synchronized boolean begin(String reason) {
        if (since != null) {
            LOG.debug("The database still accepts no writes: {}", reason);
            return false;
        }
        since = System.nanoTime();
        LOG.warn("The database accepts no writes: {}. Requests get 503 until it does", reason);
        return true;
    }

    /** Returns whether there was an outage. */
    synchronized boolean end() {
        if (since == null) {
            return false;
        }
        var duration = Duration.ofNanos(System.nanoTime() - since);
        since = null;
        LOG.info("The database accepts writes again after {} s", Math.max(1, duration.toSeconds()));
        return true;
    }

    synchronized boolean isPresent() {
        return since != null;
    }
}
