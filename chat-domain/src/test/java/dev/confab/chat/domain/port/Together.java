package dev.confab.chat.domain.port;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Concurrent execution for tests. Tasks that take longer than a minute fail. */
final class Together {

    private static final int PATIENCE_SECONDS = 60;

    private Together() {}

    /** Runs {@code work} on a new thread. */
    static <T> CompletableFuture<T> start(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Runs {@code task} with 0, 1, 2 … on that many threads, all starting together, and returns the results. */
    static <T> List<T> run(int threads, IntFunction<T> task) {
        var start = new CyclicBarrier(threads);
        var running = IntStream.range(0, threads)
                .mapToObj(number -> start(() -> {
                    await(start);
                    return task.apply(number);
                }))
                .toList();
        return running.stream().map(Together::result).toList();
    }

    static <T> T result(CompletableFuture<T> running) {
        try {
            return running.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            throw new AssertionError("on another thread: " + failure.getCause(), failure.getCause());
        }
    }

    static void await(CountDownLatch latch) {
        if (!opens(latch, TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))) {
            throw new AssertionError("waited in vain");
        }
    }

    /** Whether {@code latch} opens within {@code milliseconds}. */
    static boolean opens(CountDownLatch latch, long milliseconds) {
        try {
            return latch.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException failure) {
            throw new AssertionError(failure);
        }
    }
}
