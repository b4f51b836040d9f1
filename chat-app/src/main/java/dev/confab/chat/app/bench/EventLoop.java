package dev.confab.chat.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The thread that serves all sockets and runs all tasks, so that nothing else needs a lock. An exception in a task or a
 * handler ends the run. Only {@link #run}, {@link #ask}, {@link #await} and {@link #close} are safe for other threads.
 */
final class EventLoop implements AutoCloseable {

    /** Handles a channel that is ready. */
    interface Handler {
        void ready(SelectionKey key) throws IOException;
    }

    private static final int ARENA = 256 * 1024;

    private record Alarm(long nanos, boolean exact, long order, Runnable task) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.compare(nanos - other.nanos, 0);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final boolean awake;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private byte[] arena = new byte[ARENA];
    private long alarmsSet;
    private volatile boolean closed;

    /** @param awake whether the loop polls without ever sleeping */
    EventLoop(boolean awake) {
        this.awake = awake;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().name("bench-loop").daemon().start(this::loop);
    }

    void run(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Runs {@code query} on the loop and returns its result. Blocks. */
    <T> T ask(Supplier<T> query) {
        var result = new CompletableFuture<T>();
        run(() -> result.complete(query.get()));
        return await(result);
    }

    /**
     * Waits for a future that the loop completes. Blocks.
     *
     * @throws RuntimeException with which the loop ended, such as a {@link BenchFailure}
     */
    <T> T await(CompletableFuture<T> future) {
        try {
            CompletableFuture.anyOf(future, over).join();
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /** Runs {@code task} when {@link System#nanoTime} reaches {@code nanos}. The loop does not sleep in the last millisecond. */
    void at(long nanos, Runnable task) {
        alarms.add(new Alarm(nanos, true, alarmsSet++, task));
    }

    /** Runs {@code task} after {@code millis} milliseconds, or one more. */
    void after(long millis, Runnable task) {
        alarms.add(new Alarm(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), false, alarmsSet++, task));
    }

    SelectionKey register(SelectableChannel channel, int interest, Handler handler) throws IOException {
        return channel.register(selector, interest, handler);
    }

    /** Returns the shared read buffer, whose content is valid until the handler returns. */
    byte[] arena() {
        return arena;
    }

    /** Doubles the read buffer, for a text that does not fit. */
    void growArena() {
        arena = new byte[2 * arena.length];
    }

    private void loop() {
        try {
            while (!closed) {
                select();
                runTasks();
                runAlarms();
            }
            over.completeExceptionally(new BenchFailure("The run was stopped"));
        } catch (Throwable failure) {
            over.completeExceptionally(failure);
        } finally {
            closeAll();
        }
    }

    private void select() throws IOException {
        if (awake) {
            selector.selectNow(EventLoop::handle);
            return;
        }
        var next = alarms.peek();
        if (next == null) {
            selector.select(EventLoop::handle);
            return;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(next.nanos - System.nanoTime());
        if (millis > 0 || !next.exact) {
            selector.select(EventLoop::handle, Math.max(1, millis));
        } else {
            selector.selectNow(EventLoop::handle);
        }
    }

    private static void handle(SelectionKey key) {
        try {
            ((Handler) key.attachment()).ready(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void runTasks() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void runAlarms() {
        long now = System.nanoTime();
        for (var alarm = alarms.peek(); alarm != null && alarm.nanos - now <= 0; alarm = alarms.peek()) {
            alarms.remove();
            alarm.task.run();
        }
    }

    private void closeAll() {
        try {
            for (var key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the loop and closes all sockets. Blocks until that is done. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
