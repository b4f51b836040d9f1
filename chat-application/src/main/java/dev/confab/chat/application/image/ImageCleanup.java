package dev.confab.chat.application.image;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.ImageStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.ImageId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * Deletes the files of discarded images, in three steps: a use case discards the row of an image, then its file is
 * deleted, then the row. A crash or another node between the steps only repeats some of them. Every step has a
 * transaction of its own, so the caller must not be in one.
 */
public final class ImageCleanup {

    /** How long an image may stay unattached, and a file without a row. */
    private static final Duration GRACE = Duration.ofDays(1);

    private static final int DELETE_BATCH = 100;
    private static final int DISCARD_BATCH = 1_000;

    private final Transactions transactions;
    private final ImageCatalog catalog;
    private final ImageStore files;
    private final Environment environment;

    public ImageCleanup(Stores stores, ImageStore files, Environment environment) {
        this.transactions = stores.transactions();
        this.catalog = stores.images();
        this.files = files;
        this.environment = environment;
    }

    /** Deletes the files and rows of all discarded images, on another thread. */
    public void deleteDiscardedSoon() {
        environment.scheduler().schedule(Duration.ZERO, this::deleteDiscarded);
    }

    private void deleteDiscarded() {
        for (var batch = discarded(); !batch.isEmpty(); batch = discarded()) {
            var ids = batch;
            files.delete(ids);
            transactions.write(() -> {
                catalog.forget(ids);
                return ids;
            });
        }
    }

    private List<ImageId> discarded() {
        return transactions.read(() -> catalog.discarded(DELETE_BATCH));
    }

    /** Discards images that were unattached for a day, and deletes files that have no row. */
    public void sweep() {
        var end = environment.clock().instant().minus(GRACE);
        while (transactions.write(() -> catalog.discardUnattached(end, DISCARD_BATCH)) == DISCARD_BATCH) {
            deleteDiscarded();
        }
        deleteDiscarded();
        files.sweep(end, DELETE_BATCH, this::deleteUnknown);
    }

    private void deleteUnknown(List<ImageId> found) {
        var unknown = new HashSet<>(found);
        unknown.removeAll(transactions.read(() -> catalog.existing(found)));
        files.delete(unknown);
    }
}
