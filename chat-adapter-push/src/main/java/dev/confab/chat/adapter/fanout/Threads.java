package dev.confab.chat.adapter.fanout;

import java.time.Duration;

/** Operations on threads. */
final class Threads {

    private Threads() {}

    /** Waits for {@code thread} to end, and interrupts it after {@code timeout}. Does not throw. */
    static void end(Thread thread, Duration timeout) {
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(timeout)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
