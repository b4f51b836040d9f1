package dev.confab.chat.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import dev.confab.chat.domain.port.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that the host application publishes. They are fetched when the first token comes, again when one names a key that
 * is not among them, and in the background when they are older than {@link #FRESH}, so that a key which the host
 * withdraws is not good for much longer. At most {@value #MOST_FETCHES} fetches in a minute, one at a time, whatever
 * tokens come. While fetching fails, the keys of before stay good.
 */
final class FetchedKeys implements HostKeys {

    static final int MOST_FETCHES = 10;
    static final Duration FRESH = Duration.ofMinutes(10);

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(SecurityAdapter.class);

    /** Gets the keys as they are now; blocks for some seconds at most. */
    @FunctionalInterface
    interface Source {
        KeySet fetch() throws IOException;
    }

    private record Fetched(KeySet keys, Instant at) {}

    private final Source source;
    private final InstantSource clock;

    /** Held while fetching; guards {@link #fetches}, and the other two against other writers. */
    private final ReentrantLock fetching = new ReentrantLock();

    private final Deque<Instant> fetches = new ArrayDeque<>();
    private volatile @Nullable Fetched latest;

    /** How many have ended, well or not. */
    private volatile long attempts;

    FetchedKeys(Source source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public List<Algorithm> candidates(@Nullable String kid) {
        var known = latest;
        var found = known == null ? List.<Algorithm>of() : known.keys().named(kid);
        if (known == null || found.isEmpty()) {
            return renewed().named(kid);
        }
        if (isStale(known) && !fetching.isLocked()) {
            Thread.ofVirtual().name("host-keys").start(this::renew);
        }
        return found;
    }

    private boolean isStale(Fetched known) {
        return !clock.instant().isBefore(known.at().plus(FRESH));
    }

    private KeySet renewed() {
        renew();
        var now = latest;
        if (now == null) {
            throw new Unavailable("The keys of the host application cannot be fetched.", null);
        }
        return now.keys();
    }

    /** Fetches, unless it has been too often; who had to wait for somebody else's attempt is content with that. */
    private void renew() {
        long before = attempts;
        fetching.lock();
        try {
            if (attempts == before && mayFetch()) {
                fetch();
                attempts = before + 1;
            }
        } finally {
            fetching.unlock();
        }
    }

    private void fetch() {
        try {
            latest = new Fetched(source.fetch(), clock.instant());
        } catch (IOException failure) {
            LOG.warn("The keys of the host application cannot be fetched: {}", failure.toString());
        }
    }

    private boolean mayFetch() {
        var now = clock.instant();
        while (!fetches.isEmpty() && !now.isBefore(fetches.getFirst().plus(PERIOD))) {
            fetches.removeFirst();
        }
        if (fetches.size() >= MOST_FETCHES) {
            return false;
        }
        fetches.addLast(now);
        return true;
    }
}
