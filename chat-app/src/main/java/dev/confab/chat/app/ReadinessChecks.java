package dev.confab.chat.app;

import dev.confab.chat.adapter.rest.RestAdapter.Health;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Checks behind {@code /health/ready}. A node is ready while it serves and its database takes writes. Without the other
 * nodes and without the files of images it does most of its work, and taking it away from users would help nobody.
 */
final class ReadinessChecks {

    /** For all checks together; who asks has often no more than a second. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final BooleanSupplier isServing;
    private final BooleanSupplier fanOut;
    private final BoundedQuery<Boolean> database;
    private final BoundedQuery<Boolean> storage;

    ReadinessChecks(
            BooleanSupplier isServing, BooleanSupplier database, BooleanSupplier fanOut, BooleanSupplier storage) {
        this.isServing = isServing;
        this.fanOut = fanOut;
        this.database = new BoundedQuery<>("health-database", database::getAsBoolean);
        this.storage = new BoundedQuery<>("health-storage", storage::getAsBoolean);
    }

    /** Returns within a second, whatever hangs: no check takes away the time of another. */
    Health health() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var ofDatabase = database.start();
        var ofStorage = storage.start();
        boolean isWritable = isOk(ofDatabase, end);
        var parts = new LinkedHashMap<String, Boolean>();
        parts.put("database", isWritable);
        parts.put("fanout", fanOut.getAsBoolean());
        parts.put("storage", isOk(ofStorage, end));
        return new Health(isWritable && isServing.getAsBoolean(), parts);
    }

    private static boolean isOk(CompletableFuture<Boolean> check, long end) {
        return BoundedQuery.await(check, Duration.ofNanos(end - System.nanoTime()))
                .orElse(false);
    }
}
