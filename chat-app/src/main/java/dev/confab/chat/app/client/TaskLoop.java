package dev.confab.chat.app.client;

import dev.confab.chat.app.protocol.ChatSocket;
import dev.confab.chat.app.protocol.Fault;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The thread that owns the state of the chat. Every event (a frame, an input line, a timer, a response) is a task, and tasks
 * run one after the other, so nothing else needs a lock. Blocking calls run on virtual threads. The number of tasks is
 * bounded by their sources: the unhandled frames of a {@link ChatSocket}, the places of an {@link Outbox}, and a few timers
 * and calls. Safe for all threads. After {@link #close} the methods do nothing.
 */
final class TaskLoop implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("confab-chat").daemon().factory());
    private final Consumer<RuntimeException> onBug;

    /** @param onBug receives unexpected exceptions of tasks */
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
            // The chat is over.
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            onBug.accept(bug);
        }
    }

    /** Runs blocking {@code work} on another thread, then one of the two consumers on the loop. */
    <T> void offload(Supplier<T> work, Consumer<T> onSuccess, Consumer<Fault> onFault) {
        Thread.startVirtualThread(() -> {
            try {
                T result = work.get();
                run(() -> onSuccess.accept(result));
            } catch (Fault fault) {
                run(() -> onFault.accept(fault));
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
