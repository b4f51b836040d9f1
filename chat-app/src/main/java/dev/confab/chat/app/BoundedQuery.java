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
 * A query that may hang, such as one to a database that is stopped. It runs on a thread of its own, at most once at a
 * time; callers share its result for half a second and wait for it only as long as they like.
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

    /** Starts the query, unless it is running or its result is fresh, and does not wait for it. */
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

    /** Returns the result, or nothing if the query fails or takes longer than {@code patience}. */
    Optional<T> result(Duration patience) {
        return await(start(), patience);
    }

    /** As {@link #result}, of a query that was started before. */
    static <T> Optional<T> await(CompletableFuture<T> started, Duration patience) {
        try {
            return Optional.of(started.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException none) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
