package dev.confab.chat.app.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: a random time below a ceiling that doubles with every failure, so that a
 * thousand clients that lost the same server do not come back at the same moment. Always within {@link #MIN} and
 * {@link #MAX}. For one thread.
 */
final class ReconnectDelay {

    static final Duration MIN = Duration.ofMillis(250);
    static final Duration MAX = Duration.ofSeconds(10);

    private final RandomGenerator random;
    private int failures;

    ReconnectDelay(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        failures++;
        long ceiling = Math.min(MAX.toMillis(), MIN.toMillis() << Math.min(failures, 10));
        return Duration.ofMillis(random.nextLong(MIN.toMillis(), ceiling + 1));
    }

    /** Failures in a row. */
    int failures() {
        return failures;
    }

    /** It went well. */
    void reset() {
        failures = 0;
    }
}
