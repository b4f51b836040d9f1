package dev.confab.chat.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads the last messages of rooms by HTTP, and looks whether they are dense. As many at once as are asked for. */
final class Pages implements AutoCloseable {

    static final int LENGTH = 50;

    private final TestStage stage;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Pages(TestStage stage) {
        this.stage = stage;
    }

    /** Reads a page beside the loop; then runs {@code then} on it. */
    void read(String room, VirtualUser reader, long due, Runnable then) {
        var unused = threads.submit(() -> {
            try {
                var page = stage.rest().history(room, LENGTH, reader);
                long end = System.nanoTime();
                stage.loop().run(() -> took(page, end - due, then));
            } catch (RuntimeException failure) {
                stage.loop().run(() -> {
                    throw failure;
                });
            }
        });
    }

    private void took(JsonNode page, long nanos, Runnable then) {
        stage.ledger().read(nanos);
        check(page, stage.ledger().seqs);
        then.run();
    }

    /** The newest comes first. */
    static void check(JsonNode page, Faults faults) {
        int size = page.size();
        if (size > 0) {
            var seqs = new Sequence(faults, page.path(size - 1).path("seq").longValue());
            for (int i = size - 2; i >= 0; i--) {
                seqs.hear(page.path(i).path("seq").longValue());
            }
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
