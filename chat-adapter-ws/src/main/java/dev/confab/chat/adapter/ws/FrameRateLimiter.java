package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.MonotonicMeter;
import dev.confab.chat.domain.Refusal;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rate-limits one connection's inbound frames with a token bucket, and detects clients that ignore the errors. Messages,
 * fragments, pings and pongs cost one token each, expensive commands cost more. Not thread-safe. The bucket is created by
 * the first frame.
 */
final class FrameRateLimiter {

    /** Number of refused frames without a {@link #PAUSE} after which the connection is closed. */
    static final int MAX_REFUSALS = 60;

    /** Time without a refusal after which a client counts as slowed down. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final WsAdapter.@Nullable Pace pace;
    private final LongSupplier nanos;
    private @Nullable Bucket bucket;
    private long lastRefusal;
    private int refusals;

    /**
     * @param pace the limit, or null for none
     * @param nanos a monotonic clock
     */
    FrameRateLimiter(WsAdapter.@Nullable Pace pace, LongSupplier nanos) {
        this.pace = pace;
        this.nanos = nanos;
    }

    /**
     * Counts a frame.
     *
     * @throws Refusal.TooMany if it exceeds the limit
     */
    void count() {
        count(1);
    }

    /**
     * Takes {@code tokens}, at most the size of a burst.
     *
     * @throws Refusal.TooMany if the bucket has fewer; it then keeps them
     */
    void count(int tokens) {
        if (pace == null || tokens < 1) {
            return;
        }
        var probe = bucket(pace).tryConsumeAndReturnRemaining(Math.min(tokens, pace.burst()));
        if (!probe.isConsumed()) {
            recordRefusal();
            throw new Refusal.TooMany(
                    "Too many frames. Send more slowly.", Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** Counts a frame that gets no error response. Returns false if it exceeds the limit. */
    boolean admit() {
        if (pace == null || bucket(pace).tryConsume(1)) {
            return true;
        }
        recordRefusal();
        return false;
    }

    /** Takes {@code tokens} for work that is done. The balance may become negative, which delays later frames. */
    void charge(int tokens) {
        if (pace != null && tokens > 0) {
            bucket(pace).consumeIgnoringRateLimits(tokens);
        }
    }

    private Bucket bucket(WsAdapter.Pace limit) {
        if (bucket == null) {
            bucket = Bucket.builder()
                    .addLimit(of -> of.capacity(limit.burst()).refillGreedy(limit.perSecond(), Duration.ofSeconds(1)))
                    .withCustomTimePrecision(new MonotonicMeter(nanos))
                    .build();
        }
        return bucket;
    }

    private void recordRefusal() {
        long now = nanos.getAsLong();
        if (refusals > 0 && now - lastRefusal > PAUSE.toNanos()) {
            refusals = 0;
        }
        lastRefusal = now;
        refusals++;
    }

    /** Whether the client keeps sending although its frames are refused. */
    boolean isFlooding() {
        return refusals >= MAX_REFUSALS;
    }
}
