package dev.confab.chat.app.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with jitter: a random delay below a ceiling that doubles with every failure, so that clients that
 * lost the same server do not reconnect at the same moment. Always between {@link #MIN} and {@link #MAX}. For one thread.
 */
final class ReconnectDelay {

    static final Duration MIN = Duration.ofMillis(250);
    static final Duration MAX = Duration.ofSeconds(10);

    private final RandomGenerator random;
    private int failures;

    ReconnectDelay(RandomGenerator random) {
        this.random = random;
    }

    /** Records a failure and returns the delay before the next attempt. */
    Duration next() {
        failures++;
        long ceiling = Math.min(MAX.toMillis(), MIN.toMillis() << Math.min(failures, 10));
        return Duration.ofMillis(random.nextLong(MIN.toMillis(), ceiling + 1));
    }

    /** Returns the number of failures in a row. */
    int failures() {
        return failures;
    }

    /** Starts again with the shortest delay, after a success. */
    void reset() {
        failures = 0;
    }
}
