package dev.confab.chat.app.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A shutdown hook that leaves the chat when a signal ends the process. After {@value #TIMEOUT_SECONDS} seconds it leaves a
 * second time, which does not wait for unsent lines. {@link #close} removes it.
 */
final class Interruption implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 2;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    /** @param leave leaves the chat; a second call leaves at once */
    Interruption(Runnable leave) {
        hook = new Thread(() -> end(leave), "confab-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end(Runnable leave) {
        try {
            leave.run();
            if (!over.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
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
