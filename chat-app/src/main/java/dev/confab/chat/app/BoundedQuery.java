package dev.confab.chat.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A query that may hang, such as one to a stopped database. It runs on its own thread, at most once at a time. Callers share
 * a result for 0.5 s and choose how long they wait for it.
 */
final class BoundedQuery<T> {

    private static final Duration FRESH = Duration.ofMillis(500);

    private final String name;
    private final Supplier<T> query;
    private @Nullable CompletableFuture<T> latest;
    private long startedAt;

    BoundedQuery(String name, Supplier<T> query) {
        this.name = name;
        this.query = query;
    }

    /** Starts the query unless it is running or its result is fresh; does not wait. */
    synchronized CompletableFuture<T> start() {
        if (latest == null || (latest.isDone() && System.nanoTime() - startedAt > FRESH.toNanos())) {
            var result = new CompletableFuture<T>();
            startedAt = System.nanoTime();
            Thread.ofPlatform().daemon().name(name).start(() -> run(result));
            latest = result;
        }
        return latest;
    }

    private void run(CompletableFuture<T> result) {
        try {
            result.complete(query.get());
        } catch (RuntimeException | Error failure) {
            result.completeExceptionally(failure);
        }
    }

    /** Returns the result; empty if the query fails or takes longer than {@code timeout}. */
    Optional<T> result(Duration timeout) {
        return await(start(), timeout);
    }

    /** Returns the result of a query that was started earlier; empty as in {@link #result}. */
    static <T> Optional<T> await(CompletableFuture<T> started, Duration timeout) {
        try {
            return Optional.of(started.get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException none) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
