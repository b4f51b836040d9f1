package dev.confab.chat.app;

import dev.confab.chat.adapter.rest.RestAdapter.Health;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * The checks behind {@code /health/ready}. A node is ready while it serves and its database takes writes. It stays ready
 * without fan-out or image storage: most requests still work, and removing all nodes would turn a fault into an outage.
 */
final class ReadinessChecks {

    /** For all checks together: probes often time out after one second. */
    private static final Duration TIMEOUT = Duration.ofMillis(800);

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

    /** Returns within a second, even if checks hang: they run at the same time. */
    Health health() {
        long end = System.nanoTime() + TIMEOUT.toNanos();
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
