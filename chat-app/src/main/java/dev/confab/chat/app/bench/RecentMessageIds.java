package dev.confab.chat.app.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The recent messages of a room. Newer ones can be changed; older ones are changed no more, so they can be deleted safely. */
final class RecentMessageIds {

    /** A message with the client that can change it. */
    record Sent(Client author, String id) {}

    private static final int SIZE = 32;
    private static final int REST = 32;

    private final List<Sent> fresh = new ArrayList<>();
    private final Queue<Sent> old = new ArrayDeque<>();
    private int oldest;

    void add(Sent message) {
        if (fresh.size() < SIZE) {
            fresh.add(message);
            return;
        }
        if (old.size() == REST) {
            old.remove();
        }
        old.add(fresh.set(oldest, message));
        oldest = (oldest + 1) % SIZE;
    }

    /** Returns one of the newer messages; null if there are none. */
    @Nullable
    Sent any(RandomGenerator random) {
        return fresh.isEmpty() ? null : fresh.get(random.nextInt(fresh.size()));
    }

    /** Removes and returns an older message; null if there is none. */
    @Nullable
    Sent takeOld() {
        return old.size() > REST / 2 ? old.remove() : null;
    }
}
