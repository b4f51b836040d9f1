package dev.confab.chat.app.client;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a random history many times and reports the seed that failed. */
final class Seeds {

    private static final int FIXED = 500;
    private static final int FRESH = 500;

    private Seeds() {}

    /** Runs {@code history} with fixed seeds and with some new ones. */
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
