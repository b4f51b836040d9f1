package dev.confab.chat.adapter.ws;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that write to the sockets, one per processor, so that publishers do not wait for the network. They take one
 * {@link OutboundQueue} after the other; at most one task per connection waits. Under load, more frames gather in each
 * queue before its turn, and go out in one write.
 */
final class WriteExecutor implements Executor, AutoCloseable {

    private final ThreadPoolExecutor threads;

    WriteExecutor() {
        int count = Runtime.getRuntime().availableProcessors();
        // After the close, the submitting thread writes.
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("ws-write-", 1).factory(),
                (write, closed) -> write.run());
    }

    @Override
    public void execute(Runnable write) {
        threads.execute(write);
    }

    /** Stops the threads once all waiting tasks have run. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
