package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A queue per user that lets one upload of each user proceed at a time, in order of arrival. So a user with many
 * uploads does not delay other users. Thread-safe.
 */
final class UserLanes {

    /** The maximum number of running and waiting uploads of one user. */
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

    /** @throws Refusal.TooMany if the user has too many uploads, or if they take too long */
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

    /** Returns the number of running and waiting uploads of the user. */
    int uploadsOf(UserId user) {
        var lane = lanes.get(user);
        return lane == null ? 0 : lane.uploads;
    }

    /** Returns the number of users with uploads. */
    int size() {
        return lanes.size();
    }
}
