package dev.confab.chat.app.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What was said in a room of late. Nobody does anything any more to what has become old, so that it can be deleted without
 * being in anybody's way.
 */
final class RecentDeliveries {

    /** A message and who can change it. */
    record Said(Client author, String message) {}

    private static final int SIZE = 32;
    private static final int REST = 32;

    private final List<Said> fresh = new ArrayList<>();
    private final Queue<Said> old = new ArrayDeque<>();
    private int oldest;

    void add(Said said) {
        if (fresh.size() < SIZE) {
            fresh.add(said);
            return;
        }
        if (old.size() == REST) {
            old.remove();
        }
        old.add(fresh.set(oldest, said));
        oldest = (oldest + 1) % SIZE;
    }

    /** One of the newer ones; null if there are none. */
    @Nullable
    Said any(RandomGenerator random) {
        return fresh.isEmpty() ? null : fresh.get(random.nextInt(fresh.size()));
    }

    /** One that was left alone for a while; null if there is none. */
    @Nullable
    Said takeOld() {
        return old.size() > REST / 2 ? old.remove() : null;
    }
}
