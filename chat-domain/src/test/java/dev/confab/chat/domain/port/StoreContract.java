package dev.confab.chat.domain.port;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/** The common part of the contracts of all stores. Extend those contracts, not this class. */
public abstract class StoreContract {

    /** How long the holder of a lock waits for a rival that must stay blocked. */
    private static final long RIVAL_WAIT_MILLISECONDS = 200;

    Stores db;
    World world;

    /**
     * Returns the stores under test. Called once for each test; the database may be the same each time and need not be
     * empty.
     */
    protected abstract Stores stores();

    @BeforeEach
    void createStores() {
        db = stores();
        world = new World(db);
    }

    <T> T write(Supplier<T> work) {
        return world.write(work);
    }

    <T> T read(Supplier<T> work) {
        return world.read(work);
    }

    void change(Runnable work) {
        world.change(work);
    }

    /**
     * Runs {@code lock} in one transaction and then {@code rival} in another. Only after the rival succeeds or has waited
     * for a while, the first transaction runs {@code change}. A rival that is not blocked misses the change or is
     * overwritten by it.
     *
     * @return the result of the rival
     */
    <T> T whileLocked(Runnable lock, Supplier<T> rival, Runnable change) {
        var locked = new CountDownLatch(1);
        var intruded = new CountDownLatch(1);
        var answer = Together.start(() -> {
            Together.await(locked);
            var got = write(rival);
            intruded.countDown();
            return got;
        });
        change(() -> {
            lock.run();
            locked.countDown();
            Together.opens(intruded, RIVAL_WAIT_MILLISECONDS);
            change.run();
        });
        return Together.result(answer);
    }
}
