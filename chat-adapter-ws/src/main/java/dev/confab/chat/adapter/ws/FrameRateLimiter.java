package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how fast one client may send, and notices a client that does not slow down. Every frame on the wire costs one
 * token of a bucket: messages, pieces of messages, pings and pongs; a frame that asks for much costs more. Not callable
 * from several threads at the same time. Costs next to nothing until the first frame comes.
 */
final class FrameRateLimiter {

    /** How many frames may be refused without a {@link #PAUSE}. */
    static final int MAX_REFUSALS = 60;

    /** A client that sends nothing too early for so long has slowed down. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final WsAdapter.@Nullable Pace pace;
    private final LongSupplier nanos;
    private @Nullable Bucket bucket;
    private long lastRefusal;
    private int refusals;

    /**
     * @param pace null for no limit
     * @param nanos a monotonic clock
     */
    FrameRateLimiter(WsAdapter.@Nullable Pace pace, LongSupplier nanos) {
        this.pace = pace;
        this.nanos = nanos;
    }

    /**
     * Counts a frame.
     *
     * @throws Refusal.TooMany if it came too early
     */
    void count() {
        count(1);
    }

    /**
     * Counts {@code tokens}, but at most as many as a client ever has at once.
     *
     * @throws Refusal.TooMany if it is too early for that; nothing is counted then
     */
    void count(int tokens) {
        if (pace == null || tokens < 1) {
            return;
        }
        var probe = bucket(pace).tryConsumeAndReturnRemaining(Math.min(tokens, pace.burst()));
        if (!probe.isConsumed()) {
            noteRefusal();
            throw new Refusal.TooMany(
                    "Too many frames; please slow down.", Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** Counts a frame that is never answered by an error. Returns false if it came too early. */
    boolean admit() {
        if (pace == null || bucket(pace).tryConsume(1)) {
            return true;
        }
        noteRefusal();
        return false;
    }

    /** Counts {@code tokens} for work that is done already; what is missing is made up for by later frames. */
    void charge(int tokens) {
        if (pace != null && tokens > 0) {
            bucket(pace).consumeIgnoringRateLimits(tokens);
        }
    }

    private Bucket bucket(WsAdapter.Pace limit) {
        if (bucket == null) {
            bucket = Bucket.builder()
                    .addLimit(of -> of.capacity(limit.burst()).refillGreedy(limit.perSecond(), Duration.ofSeconds(1)))
                    .withCustomTimePrecision(new Meter(nanos))
                    .build();
        }
        return bucket;
    }

    private void noteRefusal() {
        long now = nanos.getAsLong();
        if (refusals > 0 && now - lastRefusal > PAUSE.toNanos()) {
            refusals = 0;
        }
        lastRefusal = now;
        refusals++;
    }

    /** Whether so much has been refused that the client will not stop by itself. */
    boolean isFlood() {
        return refusals >= MAX_REFUSALS;
    }

    private record Meter(LongSupplier nanos) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
