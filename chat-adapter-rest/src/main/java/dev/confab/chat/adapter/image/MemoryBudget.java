package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A budget of memory and concurrency. Callers wait in order of arrival until enough is free. Thread-safe. */
final class MemoryBudget {

    private static final int UNIT = 1_024;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final int all;
    private final Semaphore free;
    private final Semaphore places;
    private final Duration longestWait;

    /** @param bytes the size of the budget */
    MemoryBudget(long bytes, Duration longestWait) {
        this(bytes, Integer.MAX_VALUE, longestWait);
    }

    /**
     * @param bytes the size of the budget
     * @param atOnce the maximum number of concurrent callers
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
     * Runs {@code work} with {@code bytes} of the budget.
     *
     * @throws Refusal.TooLarge if the budget is smaller
     * @throws Refusal.TooMany if the wait takes too long
     */
    <T> T with(long bytes, Supplier<T> work) {
        int needed = units(bytes);
        if (needed > all) {
            throw ImageErrors.tooMuchMemory();
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

    /** Returns the approximate number of waiting callers. */
    int waiting() {
        return places.getQueueLength() + free.getQueueLength();
    }

    /** @throws Refusal.TooMany if the wait takes too long */
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
        return new Refusal.TooMany("Too many uploads at the same time; please try again.", RETRY);
    }
}
