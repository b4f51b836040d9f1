package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.Unavailable;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Units of work on Hibernate. A unit binds one session to the calling thread and provides it to the stores. A write is
 * one transaction at READ COMMITTED. A read has no transaction: each statement sees what was committed before it, as
 * the port promises, and the round trip of a commit is saved. So stores refuse to write or lock in a read.
 */
final class HibernateTransactions implements Transactions {

    private static final int MAX_TRIES = 5;

    private final SessionFactory sessions;
    private final Dialect dialect;
    private final H2DiskSync disk;

    @SuppressWarnings("ThreadLocalUsage") // not static, because one process may have two adapters
    private final ThreadLocal<@Nullable Unit> current = new ThreadLocal<>();

    private final ConnectionQueue queue;
    private final DatabaseHealth health;

    HibernateTransactions(SessionFactory sessions, Dialect dialect, ConnectionQueue queue, DatabaseHealth health) {
        this.queue = queue;
        this.health = health;
        this.sessions = sessions;
        this.dialect = dialect;
        this.disk = new H2DiskSync(dialect);
    }

    /** Repeats a unit that the database rolled back because of a deadlock. */
    @Override
    public <T> T write(Supplier<T> work) {
        for (int tries = 1; tries < MAX_TRIES; tries++) {
            try {
                return writeOnce(work);
            } catch (Unavailable failure) {
                if (!SqlErrors.isDeadlock(failure)) {
                    throw failure;
                }
            }
        }
        return writeOnce(work);
    }

    private <T> T writeOnce(Supplier<T> work) {
        return run(true, unit -> {
            var result = committing(unit.session(), work);
            disk.sync(unit.session());
            return result;
        });
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return run(false, unit -> work.get());
    }

    /** Uses a transaction, because only a transaction can keep a snapshot. */
    @Override
    public <T> T snapshot(Supplier<T> work) {
        return run(
                false,
                unit -> committing(unit.session(), () -> {
                    unit.session().doWork(dialect::pin);
                    return work.get();
                }));
    }

    /** Returns the session of the current unit. */
    StatelessSession readSession() {
        return unit().session();
    }

    /**
     * Returns the session of the current unit for a statement that writes or locks.
     *
     * @throws IllegalStateException if the unit only reads
     */
    StatelessSession writeSession() {
        var unit = unit();
        if (!unit.writes()) {
            throw new IllegalStateException("A unit of work that only reads must not write or lock.");
        }
        return unit.session();
    }

    Dialect dialect() {
        return dialect;
    }

    private Unit unit() {
        var unit = current.get();
        if (unit == null) {
            throw new IllegalStateException("Stores are called within Transactions.write or Transactions.read only.");
        }
        return unit;
    }

    private <T> T run(boolean writes, Work<T> work) {
        if (current.get() != null) {
            throw new IllegalStateException("Units of work do not nest.");
        }
        return queue.run(() -> runUnit(writes, work));
    }

    private <T> T runUnit(boolean writes, Work<T> work) {
        try (var session = sessions.openStatelessSession()) {
            var unit = new Unit(session, writes);
            current.set(unit);
            return work.in(unit);
        } catch (RuntimeException failure) {
            throw health.translated(failure);
        } finally {
            current.remove();
        }
    }

    private static <T> T committing(StatelessSession session, Supplier<T> work) {
        var transaction = session.beginTransaction();
        try {
            var result = work.get();
            transaction.commit();
            return result;
        } catch (Throwable failure) {
            rollBack(session, failure);
            throw failure;
        }
    }

    private static void rollBack(StatelessSession session, Throwable failure) {
        try {
            var transaction = session.getTransaction();
            if (transaction.getStatus().canRollback()) {
                transaction.rollback();
            }
        } catch (RuntimeException connectionGone) {
            failure.addSuppressed(connectionGone); // the database rolls back transactions of lost connections
        }
    }

    private interface Work<T> {
        T in(Unit unit);
    }

    private record Unit(StatelessSession session, boolean writes) {}
}
