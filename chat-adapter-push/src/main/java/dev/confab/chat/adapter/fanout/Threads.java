package dev.confab.chat.adapter.fanout;

import java.time.Duration;

/** The end of threads. */
final class Threads {

    private Threads() {}

    /** Gives {@code thread} some time to end by itself, then interrupts it. Does not throw. */
    static void end(Thread thread, Duration patience) {
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(patience)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
