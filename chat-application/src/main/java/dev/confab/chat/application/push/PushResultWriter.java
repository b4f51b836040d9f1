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
 * Stores what became of the work, many pieces in one transaction: all that ends while one is running share the next. What
 * cannot be stored waits for the next time, until its claim has ended, from when on it counts as never done.
 */
final class PushResultWriter {

    private static final int BATCH = 64;

    private final Transactions transactions;
    private final PushOutbox outbox;
    private final DeviceStore devices;
    private final InstantSource clock;
    private final Runnable ended;
    private final ReentrantLock writing = new ReentrantLock();

    /** Guarded by itself; bounded by what is under way. */
    private final Deque<PushJobResult> reports = new ArrayDeque<>();

    /** @param ended called for each report once it is stored, or never will be */
    PushResultWriter(Stores stores, InstantSource clock, Runnable ended) {
        this.transactions = stores.transactions();
        this.outbox = stores.pushOutbox();
        this.devices = stores.devices();
        this.clock = clock;
        this.ended = ended;
    }

    void add(PushJobResult report) {
        synchronized (reports) {
            reports.add(report);
        }
        flush();
    }

    /** Stores what is waiting, unless somebody else is at it, who will store it all. */
    void flush() {
        while (hasReports() && writing.tryLock()) {
            try {
                if (!storeSome()) {
                    return;
                }
            } finally {
                writing.unlock();
            }
        }
    }

    private boolean hasReports() {
        synchronized (reports) {
            return !reports.isEmpty();
        }
    }

    private boolean storeSome() {
        var batch = take();
        try {
            transactions.write(() -> store(batch));
            batch.forEach(stored -> ended.run());
            return true;
        } catch (Unavailable away) {
            putBack(batch);
            return false;
        } catch (RuntimeException fault) {
            batch.forEach(lost -> ended.run()); // and comes again when its claim ends
            throw fault;
        }
    }

    private List<PushJobResult> take() {
        synchronized (reports) {
            var batch = new ArrayList<PushJobResult>();
            while (!reports.isEmpty() && batch.size() < BATCH) {
                batch.add(reports.remove());
            }
            return batch;
        }
    }

    private void putBack(List<PushJobResult> batch) {
        var now = clock.instant();
        for (var report : batch) {
            if (now.isBefore(report.claimed().due())) {
                synchronized (reports) {
                    reports.add(report);
                }
            } else {
                ended.run();
            }
        }
    }

    private boolean store(List<PushJobResult> batch) {
        outbox.done(batch.stream()
                .filter(PushJobResult::isDone)
                .map(PushJobResult::claimed)
                .toList());
        for (var report : batch) {
            if (report.next() != null) {
                outbox.replace(report.claimed(), report.next());
            }
        }
        List<PendingPush> left =
                batch.stream().flatMap(report -> report.left().stream()).toList();
        if (!left.isEmpty()) {
            outbox.add(left);
        }
        devices.delete(batch.stream().flatMap(report -> report.gone().stream()).toList());
        batch.stream().flatMap(report -> report.changed().stream()).forEach(devices::updateDelivery);
        return true;
    }
}
