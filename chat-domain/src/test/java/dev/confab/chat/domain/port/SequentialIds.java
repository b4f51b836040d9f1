package dev.confab.chat.domain.port;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Draws the same ids in the same order every time, each greater than the one before. They have the shape of UUIDs of
 * version 7, but their time is made up.
 */
public final class SequentialIds implements IdSource {

    private static final long FIRST_MILLISECOND = 1_772_359_200_000L;
    private static final int COUNTER_BITS = 12;

    private final AtomicLong drawn = new AtomicLong();
    private final long series;

    public SequentialIds() {
        this(0);
    }

    /** Ids of another {@code series} (its lowest two bits aside) are other ids. */
    public SequentialIds(long series) {
        this.series = Long.MIN_VALUE | series >>> 2;
    }

    @Override
    public UUID next() {
        long number = drawn.getAndIncrement();
        long millisecond = FIRST_MILLISECOND + (number >>> COUNTER_BITS);
        return new UUID(millisecond << 16 | 0x7000 | (number & 0xfff), series);
    }
}
