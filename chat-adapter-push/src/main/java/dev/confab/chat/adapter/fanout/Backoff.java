package dev.confab.chat.adapter.fanout;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pauses between attempts: each about twice the one before, up to a bound, and never the same on two nodes. One thread's. */
final class Backoff {

    private static final long FIRST_MILLIS = 20;

    private final long longest;
    private long next = FIRST_MILLIS;

    Backoff(Duration longest) {
        this.longest = longest.toMillis();
    }

    /** Something worked: the next pause is a short one again. */
    void reset() {
        next = FIRST_MILLIS;
    }

    void pause() throws InterruptedException {
        Thread.sleep(next / 2 + ThreadLocalRandom.current().nextLong(next / 2 + 1));
        next = Math.min(2 * next, longest);
    }
}
