package dev.confab.chat.app.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A condition to wait for, until it holds or there is no progress. */
final class Target {

    private static final long POLL_MILLIS = 5;

    private final EventLoop loop;
    private final BooleanSupplier reached;
    private final LongSupplier progress;
    private final Duration timeout;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private long movedAt = System.nanoTime();
    private long last = Long.MIN_VALUE;

    private Target(EventLoop loop, BooleanSupplier reached, LongSupplier progress, Duration timeout) {
        this.loop = loop;
        this.reached = reached;
        this.progress = progress;
        this.timeout = timeout;
    }

    /**
     * Waits until {@code reached} holds, or {@code progress} has not changed for {@code timeout}. Returns whether it was
     * reached. Both are called on the loop. Blocks.
     */
    static boolean await(EventLoop loop, BooleanSupplier reached, LongSupplier progress, Duration timeout) {
        var target = new Target(loop, reached, progress, timeout);
        loop.run(target::poll);
        return loop.await(target.end);
    }

    private void poll() {
        if (reached.getAsBoolean()) {
            end.complete(true);
        } else if (isStuck()) {
            end.complete(false);
        } else {
            loop.after(POLL_MILLIS, this::poll);
        }
    }

    private boolean isStuck() {
        long now = progress.getAsLong();
        if (now != last) {
            last = now;
            movedAt = System.nanoTime();
        }
        return System.nanoTime() - movedAt > timeout.toNanos();
    }
}
