package dev.confab.chat.adapter.wire;

import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;

/**
 * The time of token buckets, read from a monotonic clock that tests can control.
 *
 * @param nanos a monotonic clock, such as {@link System#nanoTime}
 */
public record MonotonicMeter(LongSupplier nanos) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
        return nanos.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
