package dev.confab.chat.app.client;

import java.time.Duration;

/**
 * Keeps the frames that go out below what a server allows one connection (30 a second, 60 in a burst), with room left
 * for those that are not messages. A full bucket of {@value #BURST}, filled up again by {@value #PER_SECOND} a second.
 * For one thread; time comes in from outside, in nanoseconds.
 */
final class SendRateLimit {

    static final int PER_SECOND = 20;
    static final int BURST = 40;

    private static final long NANOS_EACH = Duration.ofSeconds(1).toNanos() / PER_SECOND;

    /** When the bucket is full again. */
    private long fullAt;

    SendRateLimit(long now) {
        fullAt = now;
    }

    /** Takes one frame's worth and answers zero, or takes nothing and answers how long to wait. */
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
