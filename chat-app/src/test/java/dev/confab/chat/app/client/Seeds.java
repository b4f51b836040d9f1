package dev.confab.chat.app.client;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a history that chance decides, many times, and tells which seed it was that failed. */
final class Seeds {

    private static final int FIXED = 500;
    private static final int FRESH = 500;

    private Seeds() {}

    /** Runs {@code history} for seeds that are always the same, and for some that never are. */
    static void each(Consumer<Random> history) {
        long start = System.nanoTime();
        for (int i = 0; i < FIXED + FRESH; i++) {
            one(i < FIXED ? i : start + i, history);
        }
    }

    static void one(long seed, Consumer<Random> history) {
        try {
            history.accept(new Random(seed));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
