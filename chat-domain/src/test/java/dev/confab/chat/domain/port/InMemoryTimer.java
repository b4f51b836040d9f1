package dev.confab.chat.domain.port;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A timer that rings when a test says so. Callable from every thread. */
public final class InMemoryTimer implements Scheduler {

    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public synchronized void schedule(Duration wait, Runnable task) {
        waiting.add(task);
    }

    /** Runs, on this thread and in the order of asking, all that is waiting; whatever the wait. */
    public void ring() {
        take().forEach(Runnable::run);
    }

    private synchronized List<Runnable> take() {
        var due = List.copyOf(waiting);
        waiting.clear();
        return due;
    }
}
