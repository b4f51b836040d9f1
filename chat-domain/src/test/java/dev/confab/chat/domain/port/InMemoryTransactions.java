package dev.confab.chat.domain.port;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions over maps. The first lock or write of a transaction waits until no other one writes. From then on it works
 * on a copy, which replaces the committed tables on success. A snapshot keeps the tables that it read first.
 *
 * <p>Stricter than a database has to be: stores work only within a transaction, and a read transaction cannot write.
 */
public final class InMemoryTransactions implements Transactions {

    private final ReentrantLock writer = new ReentrantLock(true);

    @SuppressWarnings("ThreadLocalUsage") // one for each store, for a thread may be in a unit of several
    private final ThreadLocal<Unit> current = new ThreadLocal<>();

    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile InMemoryTables committed = new InMemoryTables();

    /** Makes the commit of the next writing transaction fail. */
    public void failNextCommit() {
        failing.set(true);
    }

    @Override
    public <T> T write(Supplier<T> work) {
        return run(new Unit(true, false), work);
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return run(new Unit(false, false), work);
    }

    @Override
    public <T> T snapshot(Supplier<T> work) {
        return run(new Unit(false, true), work);
    }

    private <T> T run(Unit unit, Supplier<T> work) {
        if (current.get() != null) {
            throw new IllegalStateException("units of work do not nest");
        }
        current.set(unit);
        try {
            var answer = work.get();
            commit(unit);
            return answer;
        } finally {
            current.remove();
            if (unit.copy != null) {
                writer.unlock();
            }
        }
    }

    private void commit(Unit unit) {
        if (unit.copy == null) {
            return;
        }
        if (failing.getAndSet(false)) {
            throw new Unavailable("the store", new IllegalStateException("as the test asked for"));
        }
        committed = unit.copy;
    }

    /** Returns the tables that the current transaction sees. */
    InMemoryTables reading() {
        var unit = unit();
        if (unit.copy != null) {
            return unit.copy;
        }
        return unit.isSnapshot ? pinned(unit) : committed;
    }

    private InMemoryTables pinned(Unit unit) {
        if (unit.pinned == null) {
            unit.pinned = committed;
        }
        return unit.pinned;
    }

    /** Whether no other transaction writes; if so, none can until the current one ends. */
    boolean mayWriteNow() {
        var unit = unit();
        if (unit.mayWrite && unit.copy == null && writer.tryLock()) {
            unit.copy = committed.copy();
        }
        return unit.copy != null;
    }

    /** Returns the tables that the current transaction, now the only writer, may change. */
    InMemoryTables writing() {
        var unit = unit();
        if (!unit.mayWrite) {
            throw new IllegalStateException("this unit of work only reads");
        }
        if (unit.copy == null) {
            writer.lock();
            unit.copy = committed.copy();
        }
        return unit.copy;
    }

    private Unit unit() {
        var unit = current.get();
        if (unit == null) {
            throw new IllegalStateException("outside of a unit of work");
        }
        return unit;
    }

    private static final class Unit {
        private final boolean mayWrite;
        private final boolean isSnapshot;

        @Nullable
        private InMemoryTables copy;

        @Nullable
        private InMemoryTables pinned;

        private Unit(boolean mayWrite, boolean isSnapshot) {
            this.mayWrite = mayWrite;
            this.isSnapshot = isSnapshot;
        }
    }
}
