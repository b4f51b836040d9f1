package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shares out a part of the memory, and how much runs at once: callers that find too little wait until others have
 * finished, in the order in which they came. Thread-safe.
 */
final class MemoryBudget {

    private static final int UNIT = 1_024;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final int all;
    private final Semaphore free;
    private final Semaphore places;
    private final Duration longestWait;

    /** @param bytes how much there is to share out */
    MemoryBudget(long bytes, Duration longestWait) {
        this(bytes, Integer.MAX_VALUE, longestWait);
    }

    /**
     * @param bytes how much there is to share out
     * @param atOnce how many may run at the same time
     */
    MemoryBudget(long bytes, int atOnce, Duration longestWait) {
        this.all = units(bytes);
        this.free = new Semaphore(all, true);
        this.places = new Semaphore(atOnce, true);
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
            throw ImageErrors.tooMuchForThisServer();
        }
        acquire(places, 1, longestWait);
        try {
            acquire(free, needed, longestWait);
            try {
                return work.get();
            } finally {
                free.release(needed);
            }
        } finally {
            places.release();
        }
    }

    /** About how many callers are waiting. */
    int waiting() {
        return places.getQueueLength() + free.getQueueLength();
    }

    /** @throws Refusal.TooMany if that takes too long */
    static void acquire(Semaphore permits, int needed, Duration longestWait) {
        try {
            if (permits.tryAcquire(needed, longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw tooMany();
    }

    static Refusal tooMany() {
        return new Refusal.TooMany("Too many images at once; please try again.", RETRY);
    }
}
