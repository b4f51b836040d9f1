package dev.confab.chat.app.bench;

import java.util.HashSet;
import java.util.Set;

/**
 * The numbers that a connection receives, which must be dense and in order. A missing number is lost, unless it arrives later:
 * then it is reordered. A second arrival is repeated. For one thread.
 */
final class Sequence {

    /** The largest number of missing items that are remembered. Others count as repeated when they arrive late. */
    private static final int MAX_MISSING = 10_000;

    private final Faults faults;
    private final Set<Long> missing = new HashSet<>();
    private long last;

    /** @param last the number before the first one */
    Sequence(Faults faults, long last) {
        this.faults = faults;
        this.last = last;
    }

    long last() {
        return last;
    }

    /** Records a number and returns whether it is new. */
    boolean receive(long number) {
        if (number > last) {
            skip(last, number - 1);
            last = number;
            return true;
        }
        if (missing.remove(number)) {
            faults.reorder();
            return true;
        }
        faults.repeat(1);
        return false;
    }

    /** Continues after {@code end}: the numbers up to it arrived in another way. */
    void skipTo(long end) {
        last = Math.max(last, end);
    }

    /** Ends the sequence, whose last number should be {@code end}. */
    void finish(long end) {
        skip(last, end);
        skipTo(end);
    }

    private void skip(long after, long upTo) {
        faults.lose(Math.max(0, upTo - after));
        for (long number = after + 1; number <= upTo && missing.size() < MAX_MISSING; number++) {
            missing.add(number);
        }
    }
}
