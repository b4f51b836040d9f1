package dev.confab.chat.app.bench;

import dev.confab.chat.app.protocol.MessageView;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads of the last messages of rooms by HTTP, which must be dense. Reads run at the same time. */
final class Pages implements AutoCloseable {

    static final int LENGTH = 50;

    private final TestStage stage;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Pages(TestStage stage) {
        this.stage = stage;
    }

    /** Reads a page on another thread, then runs {@code onRead} on the loop. */
    void read(String room, VirtualUser reader, long due, Runnable onRead) {
        var unused = threads.submit(() -> {
            try {
                var page = stage.as(reader).newest(room, LENGTH);
                long end = System.nanoTime();
                stage.loop().run(() -> record(page, end - due, onRead));
            } catch (RuntimeException failure) {
                stage.loop().run(() -> {
                    throw failure;
                });
            }
        });
    }

    private void record(List<MessageView> page, long nanos, Runnable onRead) {
        stage.ledger().read(nanos);
        check(page.stream().map(MessageView::seq).toList(), stage.ledger().seqs);
        onRead.run();
    }

    /** Counts what is wrong with the seqs of a page, in order. */
    static void check(List<Long> seqs, Faults faults) {
        if (!seqs.isEmpty()) {
            var sequence = new Sequence(faults, seqs.getFirst());
            seqs.stream().skip(1).forEach(sequence::receive);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
