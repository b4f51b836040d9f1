package dev.confab.chat.adapter.fanout;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with jitter: each pause is about twice the previous one, up to a limit. Confined to one thread.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 20;

    private final long maxMillis;
    private long nextMillis = FIRST_MILLIS;

    Backoff(Duration max) {
        this.maxMillis = max.toMillis();
    }

    /** Starts again with the shortest pause, after a success. */
    void reset() {
        nextMillis = FIRST_MILLIS;
    }

    void pause() throws InterruptedException {
        Thread.sleep(nextMillis / 2 + ThreadLocalRandom.current().nextLong(nextMillis / 2 + 1));
        nextMillis = Math.min(2 * nextMillis, maxMillis);
    }
}
