package dev.confab.chat.app.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Something to be waited for. It is given up when nothing has moved for too long. */
final class Target {

    private static final long LOOK_MILLIS = 5;

    private final EventLoop loop;
    private final BooleanSupplier reached;
    private final LongSupplier progress;
    private final Duration patience;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private long moved = System.nanoTime();
    private long last = Long.MIN_VALUE;

    private Target(EventLoop loop, BooleanSupplier reached, LongSupplier progress, Duration patience) {
        this.loop = loop;
        this.reached = reached;
        this.progress = progress;
        this.patience = patience;
    }

    /**
     * Waits until {@code reached}, or until {@code progress} has stood still for {@code patience}; answers whether it was
     * reached. Both are asked on the loop. Blocks.
     */
    static boolean await(EventLoop loop, BooleanSupplier reached, LongSupplier progress, Duration patience) {
        var goal = new Target(loop, reached, progress, patience);
        loop.run(goal::look);
        return loop.await(goal.end);
    }

    private void look() {
        if (reached.getAsBoolean()) {
            end.complete(true);
        } else if (isStuck()) {
            end.complete(false);
        } else {
            loop.after(LOOK_MILLIS, this::look);
        }
    }

    private boolean isStuck() {
        long now = progress.getAsLong();
        if (now != last) {
            last = now;
            moved = System.nanoTime();
        }
        return System.nanoTime() - moved > patience.toNanos();
    }
}
