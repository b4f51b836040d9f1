package dev.confab.chat.domain.port;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A scheduler whose tasks run when a test says so. Thread-safe. */
public final class InMemoryTimer implements Scheduler {

    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public synchronized void schedule(Duration wait, Runnable task) {
        waiting.add(task);
    }

    /** Runs all scheduled tasks on this thread, in the order of scheduling and regardless of their delays. */
    public void ring() {
        take().forEach(Runnable::run);
    }

    private synchronized List<Runnable> take() {
        var due = List.copyOf(waiting);
        waiting.clear();
        return due;
    }
}
