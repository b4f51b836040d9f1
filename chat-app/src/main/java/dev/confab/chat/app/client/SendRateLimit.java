package dev.confab.chat.app.client;

import java.time.Duration;

/**
 * A token bucket that keeps messages below the rate that servers allow a connection (30 frames a second, burst 60), with a
 * reserve for other frames. It holds {@value #BURST} tokens and gains {@value #PER_SECOND} a second. For one thread. Times
 * are in nanoseconds of {@link System#nanoTime}.
 */
final class SendRateLimit {

    static final int PER_SECOND = 20;
    static final int BURST = 40;

    private static final long NANOS_EACH = Duration.ofSeconds(1).toNanos() / PER_SECOND;

    /** The time at which the bucket is full again. */
    private long fullAt;

    SendRateLimit(long now) {
        fullAt = now;
    }

    /** Takes a token and returns zero, or takes none and returns the time to wait. */
    Duration take(long now) {
        long full = Math.max(fullAt - now, 0);
        long tooMuch = full + NANOS_EACH - BURST * NANOS_EACH;
        if (tooMuch > 0) {
            return Duration.ofNanos(tooMuch);
        }
        fullAt = now + full + NANOS_EACH;
        return Duration.ZERO;
    }
}
