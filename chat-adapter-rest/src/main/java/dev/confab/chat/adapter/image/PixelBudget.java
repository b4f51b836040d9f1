package dev.confab.chat.adapter.image;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.UserId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The rate limit of decoded pixels per user. Counts are in memory: each node counts for itself, and a restart empties
 * the counts. Thread-safe.
 */
final class PixelBudget {

    /** The pixels per user and minute: about ten photos of the largest cameras, or one animation of maximum size. */
    static final long PIXELS = 300_000_000;

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MAX_USERS = 50_000;

    private final TimeMeter time;
    private final Cache<UserId, Bucket> buckets;

    PixelBudget(InstantSource clock) {
        this.time = new ClockMeter(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_USERS)
                .expireAfterAccess(PERIOD)
                .ticker(time::currentTimeNanos)
                .build();
    }

    /** @throws Refusal.TooMany if the user must wait until so many pixels are available */
    void spend(UserId user, long pixels) {
        var probe = buckets.get(user, any -> full()).tryConsumeAndReturnRemaining(Math.clamp(pixels, 1, PIXELS));
        if (!probe.isConsumed()) {
            throw new Refusal.TooMany(
                    "Too many large images at once; please slow down.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(PIXELS).refillGreedy(PIXELS, PERIOD))
                .withCustomTimePrecision(time)
                .build();
    }

    private record ClockMeter(InstantSource clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
