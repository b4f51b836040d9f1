package dev.confab.chat.app.bench;

import java.util.Arrays;

/** A histogram of latencies with buckets of a relative width of 1/64. For one thread. */
final class Latencies {

    private static final int PRECISION = 6;
    private static final int STEPS = 1 << PRECISION;
    private static final int BUCKETS = (Long.SIZE - PRECISION) * STEPS;

    private final long[] counts = new long[BUCKETS];
    private long total;
    private long max;

    void add(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        total++;
        max = Math.max(max, value);
    }

    long count() {
        return total;
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
        max = 0;
    }

    /** Returns the latency that {@code share} of all do not exceed, in milliseconds; 0 if there are none. */
    double percentile(double share) {
        long target = (long) Math.ceil(share * total);
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS && total > 0; bucket++) {
            seen += counts[bucket];
            if (seen >= target) {
                return millis(Math.min(max, last(bucket)));
            }
        }
        return 0;
    }

    double max() {
        return millis(max);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static int bucket(long value) {
        if (value < STEPS) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - PRECISION - Long.numberOfLeadingZeros(value);
        return (shift + 1) * STEPS + (int) (value >>> shift) - STEPS;
    }

    /** Returns the highest value in {@code bucket}. */
    private static long last(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int shift = bucket / STEPS - 1;
        return ((long) (bucket % STEPS + STEPS + 1) << shift) - 1;
    }
}
