package dev.confab.chat.adapter.ws;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What ended lately, log-ins or accounts: a handshake may have proven one of them good a moment before, and its
 * connection come a moment after the others were closed. Keeps the last {@value #MAX}, which is far more than can end
 * during one handshake, for as long as one can take at most: what ended may have begun again without our hearing of it.
 * Guarded by its monitor.
 */
final class RecentlyRevoked<T> {

    static final int MAX = 10_000;
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final Map<T, Long> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<T, Long> eldest) {
            return size() > MAX;
        }
    };

    /** @param nanos a monotonic clock */
    RecentlyRevoked(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void add(T ended) {
        latest.put(ended, nanos.getAsLong());
    }

    /** It has begun again. */
    synchronized void remove(T begun) {
        latest.remove(begun);
    }

    synchronized boolean contains(@Nullable T ended) {
        var at = ended == null ? null : latest.get(ended);
        return at != null && nanos.getAsLong() - at < LONGEST.toNanos();
    }
}
