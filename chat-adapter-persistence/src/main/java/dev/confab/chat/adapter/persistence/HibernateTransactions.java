package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.Unavailable;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Binds one session to the calling thread for as long as a unit of work runs, and hands it to the stores. A write is one
 * transaction at READ COMMITTED. A read has none: each of its statements sees what was committed before it, which is all
 * that is promised, and the round trip of a commit is saved; so the stores refuse to write or lock within it.
 */
final class HibernateTransactions implements Transactions {

    private static final int MOST_TRIES = 5;

    private final SessionFactory sessions;
    private final Dialect flavor;
    private final H2DiskSync disk;

    @SuppressWarnings("ThreadLocalUsage") // not static: two adapters in one process do not know each other
    private final ThreadLocal<@Nullable Unit> current = new ThreadLocal<>();

    private final ConnectionQueue queue;
    private final DatabaseHealth health;

    HibernateTransactions(SessionFactory sessions, Dialect flavor, ConnectionQueue queue, DatabaseHealth health) {
        this.queue = queue;
        this.health = health;
        this.sessions = sessions;
        this.flavor = flavor;
        this.disk = new H2DiskSync(flavor);
    }

    /** A unit that the database has undone, to let another one of the two go on, is done again. */
    @Override
    public <T> T write(Supplier<T> work) {
        for (int tries = 1; tries < MOST_TRIES; tries++) {
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
            disk.keep(unit.session());
            return result;
        });
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return run(false, unit -> work.get());
    }

    /** A transaction, which is the one thing that can hold on to a state; its end is one more round trip. */
    @Override
    public <T> T snapshot(Supplier<T> work) {
        return run(
                false,
                unit -> committing(unit.session(), () -> {
                    unit.session().doWork(flavor::pin);
                    return work.get();
                }));
    }

    /** The session of the unit that this thread is in. */
    StatelessSession reading() {
        return unit().session();
    }

    /** As {@link #reading}, for what writes or locks. */
    StatelessSession writing() {
        var unit = unit();
        if (!unit.writes()) {
            throw new IllegalStateException("A unit of work that only reads must not write or lock.");
        }
        return unit.session();
    }

    Dialect flavor() {
        return flavor;
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
        return queue.inTurn(() -> runInTurn(writes, work));
    }

    private <T> T runInTurn(boolean writes, Work<T> work) {
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
            failure.addSuppressed(connectionGone); // the database rolls back what has lost its connection
        }
    }

    private interface Work<T> {
        T in(Unit unit);
    }

    private record Unit(StatelessSession session, boolean writes) {}
}
