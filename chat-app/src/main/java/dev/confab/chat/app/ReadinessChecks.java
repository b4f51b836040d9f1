package dev.confab.chat.app;

import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.adapter.image.ImageAdapter;
import dev.confab.chat.adapter.persistence.PersistenceAdapter;
import dev.confab.chat.adapter.rest.RestAdapter.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
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

    ReadinessChecks(BooleanSupplier isServing, PersistenceAdapter store, FanOutAdapter fanOut, Path images) {
        this.isServing = isServing;
        this.fanOut = fanOut::isReachable;
        this.database = new BoundedQuery<>("health-database", store::isWritable);
        this.storage = new BoundedQuery<>("health-storage", () -> ImageAdapter.isWritable(images));
    }

    /** Returns within a second, whatever hangs. */
    Health health() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        database.start();
        storage.start();
        var parts = new LinkedHashMap<String, Boolean>();
        boolean isWritable = isOk(database, end);
        parts.put("database", isWritable);
        parts.put("fanout", fanOut.getAsBoolean());
        parts.put("storage", isOk(storage, end));
        return new Health(isWritable && isServing.getAsBoolean(), parts);
    }

    private static boolean isOk(BoundedQuery<Boolean> check, long end) {
        return check.result(Duration.ofNanos(end - System.nanoTime())).orElse(false);
    }
}
