package dev.confab.chat.adapter.ws;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Recently ended log-ins or deactivated accounts. Closes the race between authentication in a handshake and a revocation
 * that closes the existing connections. Keeps the last {@value #MAX_ENTRIES} entries, far more than can end during one
 * handshake. Entries expire after the longest handshake, because the event that reverses one may be lost. Guarded by its
 * monitor.
 */
final class RecentlyRevoked<T> {

    static final int MAX_ENTRIES = 10_000;
    static final Duration LIFETIME = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final Map<T, Long> revokedAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<T, Long> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** @param nanos a monotonic clock */
    RecentlyRevoked(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void add(T revoked) {
        revokedAt.put(revoked, nanos.getAsLong());
    }

    /** Removes an entry whose revocation was reversed. */
    synchronized void remove(T restored) {
        revokedAt.remove(restored);
    }

    synchronized boolean contains(@Nullable T candidate) {
        var at = candidate == null ? null : revokedAt.get(candidate);
        return at != null && nanos.getAsLong() - at < LIFETIME.toNanos();
    }
}
