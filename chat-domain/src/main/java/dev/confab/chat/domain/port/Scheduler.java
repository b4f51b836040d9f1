package dev.confab.chat.domain.port;

import java.time.Duration;

/** Runs something a little later. */
@FunctionalInterface
public interface Scheduler {

    /**
     * Runs {@code task} once, not before {@code wait} is over, on a thread of its own where it may block. What has not
     * run when the process ends never runs. Does not throw.
     */
    void schedule(Duration wait, Runnable task);
}
