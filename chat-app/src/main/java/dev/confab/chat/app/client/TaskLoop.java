package dev.confab.chat.app.client;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one thread that owns all state of the chat. Whatever happens (a frame, a typed line, a timer, an answer) becomes a
 * task here, and tasks run one after the other, so nothing else needs a lock. Calls that block run beside it, on virtual
 * threads. What waits is bounded by its sources: the frames a {@link ChatSocket} may be ahead, the places of an {@link Outbox},
 * and a handful of timers and calls. Methods may be called from any thread; after {@link #close} they do nothing.
 */
final class TaskLoop implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("confab-chat").daemon().factory());
    private final Consumer<RuntimeException> onBug;

    /** @param onBug hears of exceptions that no task should throw */
    TaskLoop(Consumer<RuntimeException> onBug) {
        this.onBug = onBug;
    }

    void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    void after(Duration delay, Runnable task) {
        try {
            var unused = thread.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // Nobody is interested any more.
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            onBug.accept(bug);
        }
    }

    /** Does {@code work} beside the loop, then hands what came of it to one of the two, on the loop. */
    <T> void offload(Supplier<T> work, Consumer<T> then, Consumer<Fault> otherwise) {
        Thread.startVirtualThread(() -> {
            try {
                T result = work.get();
                run(() -> then.accept(result));
            } catch (Fault fault) {
                run(() -> otherwise.accept(fault));
            } catch (RuntimeException bug) {
                run(() -> onBug.accept(bug));
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
