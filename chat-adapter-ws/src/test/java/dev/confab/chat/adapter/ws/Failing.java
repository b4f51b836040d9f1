package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.Unavailable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Transactions that a test can fail, or surround with other work. */
final class Failing implements Transactions {

    private final Transactions real;
    private final ReentrantLock working = new ReentrantLock();
    private volatile @Nullable Runnable meanwhile;
    private volatile @Nullable RuntimeException fault;
    private volatile boolean leaving;
    private final AtomicInteger reads = new AtomicInteger();

    Failing(Transactions real) {
        this.real = real;
    }

    void goAway() {
        failWith(new Unavailable("the store", new IllegalStateException("a secret host name")));
    }

    /** Fails everything after the next write. */
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
     * Runs {@code work} before and after each read, except for its own reads and for others while it runs. Null stops that.
     * Waits for work in progress.
     */
    void aroundReading(@Nullable Runnable work) {
        working.lock();
        try {
            meanwhile = work;
        } finally {
            working.unlock();
        }
    }

    /** Returns the number of reads so far. */
    int reads() {
        return reads.get();
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
        reads.incrementAndGet();
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
