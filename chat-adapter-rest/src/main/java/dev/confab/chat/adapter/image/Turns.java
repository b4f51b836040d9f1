package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shares out a part of the memory: whoever needs more than is left waits until others have done, in turn. */
final class Turns {

    private static final int UNIT = 1_024;

    private final int all;
    private final Semaphore free;
    private final Duration longestWait;

    /** @param bytes how much there is to share out */
    Turns(long bytes, Duration longestWait) {
        this.all = units(bytes);
        this.free = new Semaphore(all, true);
        this.longestWait = longestWait;
    }

    private static int units(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes / UNIT + 1);
    }

    /**
     * Runs {@code work} when there are {@code bytes} for it.
     *
     * @throws Refusal.TooLarge if there never will be
     * @throws Refusal.TooMany if that takes too long
     */
    <T> T with(long bytes, Supplier<T> work) {
        int needed = units(bytes);
        if (needed > all) {
            throw Damaged.tooMuchForThisServer();
        }
        await(needed);
        try {
            return work.get();
        } finally {
            free.release(needed);
        }
    }

    private void await(int needed) {
        try {
            if (free.tryAcquire(needed, longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal.TooMany("Too many images at once; please try again.", Duration.ofSeconds(5));
    }
}
