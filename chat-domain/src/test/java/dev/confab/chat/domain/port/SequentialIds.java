package dev.confab.chat.domain.port;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A source of predictable, increasing ids in a fixed order. The ids have the form of UUIDs of version 7 with artificial
 * times.
 */
public final class SequentialIds implements IdSource {

    private static final long FIRST_MILLISECOND = 1_772_359_200_000L;
    private static final int COUNTER_BITS = 12;

    private final AtomicLong drawn = new AtomicLong();
    private final long series;

    public SequentialIds() {
        this(0);
    }

    /** Creates a source whose ids differ from those of other series; the lowest two bits of {@code series} are ignored. */
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
