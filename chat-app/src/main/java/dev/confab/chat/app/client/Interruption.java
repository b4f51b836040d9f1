package dev.confab.chat.app.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Leaves the chat in good order when the process is told to end from outside: once asking, then, after
 * {@value #PATIENCE_SECONDS} seconds, insisting. Until {@link #close}.
 */
final class Interruption implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 2;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    /** @param leave asks to leave; insists when called again */
    Interruption(Runnable leave) {
        hook = new Thread(() -> end(leave), "confab-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end(Runnable leave) {
        try {
            leave.run();
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                leave.run();
                var unused = over.await(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook has done its work.
        }
    }
}
