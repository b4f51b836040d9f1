package dev.confab.chat.application.push;

import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.port.DeviceStore;
import dev.confab.chat.domain.port.PushOutbox;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.Unavailable;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stores the results of push jobs, with a group commit: results that arrive during a transaction share the next one. If the
 * store is unavailable, a result is kept until its claim expires; then another node repeats the job.
 */
final class PushResultWriter {

    private static final int BATCH = 64;

    private final Transactions transactions;
    private final PushOutbox outbox;
    private final DeviceStore devices;
    private final InstantSource clock;
    private final Runnable onEnd;
    private final ReentrantLock writing = new ReentrantLock();

    /** Guarded by itself. Bounded by the number of jobs in progress. */
    private final Deque<PushJob.Result> results = new ArrayDeque<>();

    /** @param onEnd called for each result once it is stored or dropped */
    PushResultWriter(Stores stores, InstantSource clock, Runnable onEnd) {
        this.transactions = stores.transactions();
        this.outbox = stores.pushOutbox();
        this.devices = stores.devices();
        this.clock = clock;
        this.onEnd = onEnd;
    }

    void add(PushJob.Result result) {
        synchronized (results) {
            results.add(result);
        }
        flush();
    }

    /** Stores all results, unless another thread is doing so and will store these as well. */
    void flush() {
        while (hasResults() && writing.tryLock()) {
            try {
                if (!storeBatch()) {
                    return;
                }
            } finally {
                writing.unlock();
            }
        }
    }

    private boolean hasResults() {
        synchronized (results) {
            return !results.isEmpty();
        }
    }

    private boolean storeBatch() {
        var batch = takeBatch();
        try {
            transactions.write(() -> store(batch));
            batch.forEach(stored -> onEnd.run());
            return true;
        } catch (Unavailable unavailable) {
            putBack(batch);
            return false;
        } catch (RuntimeException fault) {
            batch.forEach(dropped -> onEnd.run()); // repeated when the claim expires
            throw fault;
        }
    }

    private List<PushJob.Result> takeBatch() {
        synchronized (results) {
            var batch = new ArrayList<PushJob.Result>();
            while (!results.isEmpty() && batch.size() < BATCH) {
                batch.add(results.remove());
            }
            return batch;
        }
    }

    private void putBack(List<PushJob.Result> batch) {
        var now = clock.instant();
        for (var result : batch) {
            if (now.isBefore(result.claimed().due())) {
                synchronized (results) {
                    results.add(result);
                }
            } else {
                onEnd.run();
            }
        }
    }

    private boolean store(List<PushJob.Result> batch) {
        outbox.done(batch.stream()
                .filter(PushJob.Result::isDone)
                .map(PushJob.Result::claimed)
                .toList());
        for (var result : batch) {
            if (result.next() != null) {
                outbox.replace(result.claimed(), result.next());
            }
        }
        List<PendingPush> retries =
                batch.stream().flatMap(result -> result.retries().stream()).toList();
        if (!retries.isEmpty()) {
            outbox.add(retries);
        }
        devices.delete(
                batch.stream().flatMap(result -> result.unregistered().stream()).toList());
        batch.stream().flatMap(result -> result.changed().stream()).forEach(devices::updateDelivery);
        return true;
    }
}
