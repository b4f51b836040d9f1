package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets one upload of each user proceed at a time. The others of the same user wait in the order in which they came, so
 * that users wait for each other and not for all that one of them sends. Thread-safe.
 */
final class UserLanes {

    /** How many uploads of one user may be under way or waiting. */
    static final int MAX_WAITING = 16;

    private final ConcurrentMap<UserId, Lane> lanes = new ConcurrentHashMap<>();
    private final Duration longestWait;

    UserLanes(Duration longestWait) {
        this.longestWait = longestWait;
    }

    private record Lane(Semaphore turn, int uploads) {

        Lane with(int more) {
            return new Lane(turn, uploads + more);
        }
    }

    /** @throws Refusal.TooMany if the user has too many uploads under way, or if they take too long */
    <T> T with(UserId user, Supplier<T> work) {
        var lane = enter(user);
        try {
            MemoryBudget.acquire(lane.turn, 1, longestWait);
            try {
                return work.get();
            } finally {
                lane.turn.release();
            }
        } finally {
            leave(user);
        }
    }

    private Lane enter(UserId user) {
        return lanes.compute(user, (id, known) -> {
            var lane = known == null ? new Lane(new Semaphore(1, true), 0) : known;
            if (lane.uploads == MAX_WAITING) {
                throw MemoryBudget.tooMany();
            }
            return lane.with(1);
        });
    }

    private void leave(UserId user) {
        lanes.computeIfPresent(user, (id, lane) -> lane.uploads == 1 ? null : lane.with(-1));
    }

    /** How many uploads of the user are under way or waiting. */
    int uploadsOf(UserId user) {
        var lane = lanes.get(user);
        return lane == null ? 0 : lane.uploads;
    }

    /** How many users have uploads under way. */
    int size() {
        return lanes.size();
    }
}
