package dev.confab.chat.app.bench;

import java.util.HashSet;
import java.util.Set;

/**
 * A dense row of numbers as one connection hears it: each shall be one above the last. What is left out is lost, unless it
 * still comes; then it was reordered. What comes again is repeated.
 */
final class Sequence {

    /** How many of the left out are remembered; of the others it is not known later that they came late. */
    private static final int MAX_MISSING = 10_000;

    private final Faults faults;
    private final Set<Long> missing = new HashSet<>();
    private long last;

    /** @param last the number that the first one follows */
    Sequence(Faults faults, long last) {
        this.faults = faults;
        this.last = last;
    }

    long last() {
        return last;
    }

    /** Hears a number; answers whether it is new. */
    boolean hear(long number) {
        if (number > last) {
            leaveOut(last, number - 1);
            last = number;
            return true;
        }
        if (missing.remove(number)) {
            faults.comeLate();
            return true;
        }
        faults.repeat(1);
        return false;
    }

    /** All numbers up to {@code end} are known in another way. */
    void skipTo(long end) {
        last = Math.max(last, end);
    }

    /** Nothing comes any more, and {@code end} was to be the last. */
    void finish(long end) {
        leaveOut(last, end);
        skipTo(end);
    }

    private void leaveOut(long after, long upTo) {
        faults.lose(Math.max(0, upTo - after));
        for (long number = after + 1; number <= upTo && missing.size() < MAX_MISSING; number++) {
            missing.add(number);
        }
    }
}
