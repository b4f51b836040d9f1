package dev.confab.chat.domain.port;

import java.time.Duration;

/** A scheduler of delayed tasks. */
@FunctionalInterface
public interface Scheduler {

    /**
     * Runs {@code task} once after {@code delay}, on a thread of its own where it may block. Tasks that have not run when
     * the process ends are lost. Does not throw.
     */
    void schedule(Duration delay, Runnable task);
}
