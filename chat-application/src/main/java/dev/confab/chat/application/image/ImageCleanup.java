package dev.confab.chat.application.image;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.ImageStore;
import dev.confab.chat.domain.port.Scheduler;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.ImageId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;

/**
 * Deletes the files of images that nobody can see any more. First the catalog discards them, together with whatever is the
 * reason; then their files go, then the catalog forgets them. Whoever crashes in between, or does it at the same time
 * on another node, only repeats a part. All work comes in small units, never within a caller's.
 */
public final class ImageCleanup {

    /** How long an image may be loose, and files may wait for the catalog to hear of them. */
    public static final Duration GRACE = Duration.ofDays(1);

    private static final int BATCH = 100;

    /** How many images a transaction discards. */
    private static final int DISCARD_BATCH = 1_000;

    private final Transactions transactions;
    private final ImageCatalog catalog;
    private final ImageStore files;
    private final Scheduler timer;
    private final InstantSource clock;

    public ImageCleanup(Stores stores, ImageStore files, Environment environment) {
        this.transactions = stores.transactions();
        this.catalog = stores.images();
        this.files = files;
        this.timer = environment.scheduler();
        this.clock = environment.clock();
    }

    /** As {@link #collect}, on another thread. */
    public void collectSoon() {
        timer.schedule(Duration.ZERO, this::collect);
    }

    /** Deletes the files of what was discarded. */
    public void collect() {
        for (var batch = discarded(); !batch.isEmpty(); batch = discarded()) {
            var gone = batch;
            files.delete(gone);
            change(() -> catalog.forget(gone));
        }
    }

    private List<ImageId> discarded() {
        return transactions.read(() -> catalog.discarded(BATCH));
    }

    /** Discards what has been loose for too long, collects, and looks for files that no crash should have left behind. */
    public void sweep() {
        var end = clock.instant().minus(GRACE);
        while (transactions.write(() -> catalog.discardUnattached(end, DISCARD_BATCH)) == DISCARD_BATCH) {
            collect();
        }
        collect();
        files.sweep(end, BATCH, this::deleteUnknown);
    }

    private void deleteUnknown(List<ImageId> found) {
        var unknown = new HashSet<>(found);
        unknown.removeAll(transactions.read(() -> catalog.existing(found)));
        files.delete(unknown);
    }

    private void change(Runnable work) {
        transactions.write(() -> {
            work.run();
            return true;
        });
    }
}
