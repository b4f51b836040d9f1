package dev.confab.chat.adapter.ws;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that write to the sockets, one for each processor, so that nobody who has something to tell waits for
 * the network. They take one {@link OutboundQueue} after the other; the queue is no longer than there are connections. While
 * there is much to do, more gathers in each outbox before its turn comes, and goes out in one write.
 */
final class WriteExecutor implements Executor, AutoCloseable {

    private final ThreadPoolExecutor threads;

    WriteExecutor() {
        int count = Runtime.getRuntime().availableProcessors();
        // Once it is closed, a write is done by whoever asks for it.
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

    /** Lets what is in the queue be written. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
