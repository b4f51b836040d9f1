package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.Unavailable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that can be away, or let things happen right before and after it is read. */
final class Failing implements Transactions {

    private final Transactions real;
    private final ReentrantLock working = new ReentrantLock();
    private volatile @Nullable Runnable meanwhile;
    private volatile @Nullable RuntimeException fault;
    private volatile boolean leaving;
    private final AtomicInteger readings = new AtomicInteger();

    Failing(Transactions real) {
        this.real = real;
    }

    void goAway() {
        failWith(new Unavailable("the store", new IllegalStateException("a secret host name")));
    }

    /** What is written next is the last that can be done. */
    void goAwayAfterWriting() {
        leaving = true;
    }

    void comeBack() {
        leaving = false;
        fault = null;
    }

    void failWith(RuntimeException other) {
        fault = other;
    }

    /**
     * Runs {@code work} before and after each reading, but neither for its own readings nor for others while it runs;
     * null for nothing. Waits for work that is under way.
     */
    void aroundReading(@Nullable Runnable work) {
        working.lock();
        try {
            meanwhile = work;
        } finally {
            working.unlock();
        }
    }

    /** How often something was read so far. */
    int readings() {
        return readings.get();
    }

    @Override
    public <T> T write(Supplier<T> work) {
        requireThere();
        var answer = real.write(work);
        if (leaving) {
            goAway();
        }
        return answer;
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return reading(() -> real.read(work));
    }

    @Override
    public <T> T snapshot(Supplier<T> work) {
        return reading(() -> real.snapshot(work));
    }

    private <T> T reading(Supplier<T> unit) {
        requireThere();
        readings.incrementAndGet();
        meanwhile();
        var answer = unit.get();
        meanwhile();
        return answer;
    }

    private void meanwhile() {
        if (meanwhile == null || working.isHeldByCurrentThread() || !working.tryLock()) {
            return;
        }
        try {
            var work = meanwhile;
            if (work != null) {
                work.run();
            }
        } finally {
            working.unlock();
        }
    }

    private void requireThere() {
        var now = fault;
        if (now != null) {
            throw now;
        }
    }
}
