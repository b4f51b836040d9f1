package dev.confab.chat.app.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What has happened so far, counted over all clients. Actions are numbered; the number is the {@code ref} of a frame, and
 * in the {@code client_id} of a message, so that the tool knows when it was due. All of it belongs to the {@link EventLoop}.
 */
final class Ledger {

    /** What the members of a room have been told, by the numbers of the changes and by those of the messages. */
    final Faults versions = new Faults();

    final Faults seqs = new Faults();

    /** What the store holds in the end, against what was acknowledged. */
    final Faults stored = new Faults();

    final Latencies acks = new Latencies();
    final Latencies deliveries = new Latencies();
    final Latencies reads = new Latencies();
    final Latencies returns = new Latencies();

    private final String run;
    private final long[] due;
    private long frames;
    private long acked;
    private long refused;
    private long delivered;
    private long recovered;
    private long disconnects;
    private long lastProgress = System.nanoTime();
    private @Nullable String firstRefusal;

    /**
     * @param run tells the messages of this run from others
     * @param actions how many there will be
     */
    Ledger(String run, int actions) {
        this.run = run;
        this.due = new long[actions];
    }

    String clientId(int action) {
        return run + action;
    }

    /** @param nanos when it was due, which may be before it could be done */
    void begin(int action, long nanos) {
        due[action] = nanos;
    }

    long due(int action) {
        return due[action];
    }

    /** A page was read. */
    void read(long nanos) {
        reads.add(nanos);
        lastProgress = System.nanoTime();
    }

    void heardFrame() {
        frames++;
    }

    void acked(int action) {
        acked++;
        lastProgress = System.nanoTime();
        acks.add(lastProgress - due[action]);
    }

    void refused(String reason) {
        refused++;
        if (firstRefusal == null) {
            firstRefusal = reason;
        }
    }

    /** A message has come to one client. */
    void delivered(@Nullable String clientId) {
        delivered++;
        lastProgress = System.nanoTime();
        if (clientId != null && clientId.startsWith(run)) {
            deliveries.add(lastProgress - due[Integer.parseInt(clientId, run.length(), clientId.length(), 10)]);
        }
    }

    /** Messages have come to one client by a sync. */
    void recovered(long messages) {
        recovered += messages;
        lastProgress = System.nanoTime();
    }

    void disconnected() {
        disconnects++;
    }

    /** Begins to count anew, but for what went wrong. */
    void startOver() {
        acked = 0;
        delivered = 0;
        recovered = 0;
        for (var latencies : Arrays.asList(acks, deliveries, reads, returns)) {
            latencies.clear();
        }
    }

    long frames() {
        return frames;
    }

    long acked() {
        return acked;
    }

    long refused() {
        return refused;
    }

    long delivered() {
        return delivered;
    }

    long recovered() {
        return recovered;
    }

    /** Messages that have come to a client in one way or the other. */
    long heard() {
        return delivered + recovered;
    }

    /** How many connections ended that nobody wanted to end. */
    long disconnects() {
        return disconnects;
    }

    /** When something last came that was waited for. */
    long lastProgress() {
        return lastProgress;
    }

    @Nullable
    String firstRefusal() {
        return firstRefusal;
    }

    boolean isClean() {
        return versions.none() && seqs.none() && stored.none() && refused == 0;
    }
}
