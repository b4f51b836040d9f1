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
 * A cache of the keys that the host application publishes. Keys are fetched for the first token, for a token that names
 * an unknown key, and in the background when they are older than {@link #FRESH}, so that a withdrawn key becomes invalid
 * soon. There are at most {@value #MAX_FETCHES} fetches per minute, one at a time. While fetches fail, the last keys stay
 * valid.
 */
final class FetchedKeys implements HostKeys {

    static final int MAX_FETCHES = 10;
    static final Duration FRESH = Duration.ofMinutes(10);

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(SecurityAdapter.class);

    /** The origin of the keys. A fetch blocks for a few seconds at most. */
    @FunctionalInterface
    interface Source {
        KeySet fetch() throws IOException;
    }

    private record Fetched(KeySet keys, Instant at) {}

    private final Source source;
    private final InstantSource clock;

    /** Held during a fetch; guards {@link #fetches} and writes of the other two fields. */
    private final ReentrantLock fetching = new ReentrantLock();

    private final Deque<Instant> fetches = new ArrayDeque<>();
    private volatile @Nullable Fetched latest;

    /** Number of fetches that have ended, successfully or not. */
    private volatile long attempts;

    FetchedKeys(Source source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public List<Algorithm> candidates(@Nullable String kid) {
        var cached = latest;
        var keys = cached == null ? List.<Algorithm>of() : cached.keys().candidates(kid);
        if (cached == null || keys.isEmpty()) {
            return refreshed().candidates(kid);
        }
        if (isStale(cached) && !fetching.isLocked()) {
            Thread.ofVirtual().name("host-keys").start(this::refresh);
        }
        return keys;
    }

    private boolean isStale(Fetched cached) {
        return !clock.instant().isBefore(cached.at().plus(FRESH));
    }

    private KeySet refreshed() {
        refresh();
        var cached = latest;
        if (cached == null) {
            throw new Unavailable("The keys of the host application cannot be fetched.", null);
        }
        return cached.keys();
    }

    /** Fetches unless the rate limit is reached. Threads that waited for a fetch use its outcome. */
    private void refresh() {
        long attemptsBefore = attempts;
        fetching.lock();
        try {
            if (attempts == attemptsBefore && mayFetch()) {
                fetch();
                attempts = attemptsBefore + 1;
            }
        } finally {
            fetching.unlock();
        }
    }

    private void fetch() {
        try {
            latest = new Fetched(source.fetch(), clock.instant());
        } catch (IOException failure) {
            LOG.warn("Fetching the keys of the host application failed: {}", failure.toString());
        }
    }

    private boolean mayFetch() {
        var now = clock.instant();
        while (!fetches.isEmpty() && !now.isBefore(fetches.getFirst().plus(PERIOD))) {
            fetches.removeFirst();
        }
        if (fetches.size() >= MAX_FETCHES) {
            return false;
        }
        fetches.addLast(now);
        return true;
    }
}
