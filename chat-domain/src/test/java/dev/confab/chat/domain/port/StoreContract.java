package dev.confab.chat.domain.port;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of all store ports have in common. Extend those, not this. */
public abstract class StoreContract {

    /** How long a holder of a lock waits for a rival that must not come. */
    private static final long VIGIL_MILLISECONDS = 200;

    Stores db;
    World world;

    /**
     * The stores under test, asked for once for each test. The same database may be handed out each time and need not be
     * empty.
     */
    protected abstract Stores stores();

    @BeforeEach
    void openTheStores() {
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
     * One unit of work does {@code lock}; then another does {@code rival}, and if that comes through, only afterwards the
     * first one does {@code change}. So whoever is not kept out has missed the change or gets overwritten by it.
     *
     * @return what the rival answered
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
            Together.opens(intruded, VIGIL_MILLISECONDS);
            change.run();
        });
        return Together.result(answer);
    }
}
