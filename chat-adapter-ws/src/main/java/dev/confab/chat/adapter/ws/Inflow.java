package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what one client sends too fast, and notices who does not mind. Not callable from several threads at the same
 * time. Costs next to nothing until the first frame comes.
 */
final class Inflow {

    /** How many frames may be refused without a {@link #PAUSE}. */
    static final int MAX_REFUSALS = 60;

    /** Whoever keeps from sending too much for so long has understood. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final WsAdapter.@Nullable Pace pace;
    private final InstantSource clock;
    private @Nullable Bucket bucket;
    private Instant lastRefusal = Instant.MIN;
    private int refusals;

    /** @param pace null for as fast as it goes */
    Inflow(WsAdapter.@Nullable Pace pace, InstantSource clock) {
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * Counts a frame.
     *
     * @throws Refusal.TooMany if it came too early
     */
    void count() {
        if (pace != null) {
            var probe = bucket(pace).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                noteRefusal();
                throw new Refusal.TooMany(
                        "Too many frames; please slow down.", Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
        }
    }

    private Bucket bucket(WsAdapter.Pace limit) {
        if (bucket == null) {
            bucket = Bucket.builder()
                    .addLimit(of -> of.capacity(limit.burst()).refillGreedy(limit.perSecond(), Duration.ofSeconds(1)))
                    .withCustomTimePrecision(new ClockMeter(clock))
                    .build();
        }
        return bucket;
    }

    private void noteRefusal() {
        var now = clock.instant();
        if (now.isAfter(lastRefusal.plus(PAUSE))) {
            refusals = 0;
        }
        lastRefusal = now;
        refusals++;
    }

    /** Has so much been refused that the client will not stop by itself? */
    boolean isFlood() {
        return refusals >= MAX_REFUSALS;
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
