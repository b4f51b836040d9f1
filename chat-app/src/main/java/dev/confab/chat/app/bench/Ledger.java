package dev.confab.chat.app.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counters over all clients. Actions are numbered. The number is the {@code ref} of a frame and part of the {@code
 * client_id} of a message, so that the tool knows when a message was due. Confined to the {@link EventLoop}.
 */
final class Ledger {

    /** Faults of deliveries, by version and by seq. */
    final Faults versions = new Faults();

    final Faults seqs = new Faults();

    /** Faults of the store, compared with what was acknowledged. */
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
     * @param run a prefix of client ids that is unique to this run
     * @param actions the number of actions
     */
    Ledger(String run, int actions) {
        this.run = run;
        this.due = new long[actions];
    }

    String clientId(int action) {
        return run + action;
    }

    /** @param nanos the time at which the action was due, which may be earlier than now */
    void begin(int action, long nanos) {
        due[action] = nanos;
    }

    long due(int action) {
        return due[action];
    }

    /** Records a page that was read. */
    void read(long nanos) {
        reads.add(nanos);
        lastProgress = System.nanoTime();
    }

    void countFrame() {
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

    /** Records a message that reached one client live. */
    void delivered(@Nullable String clientId) {
        delivered++;
        lastProgress = System.nanoTime();
        if (clientId != null && clientId.startsWith(run)) {
            deliveries.add(lastProgress - due[Integer.parseInt(clientId, run.length(), clientId.length(), 10)]);
        }
    }

    /** Records messages that reached one client by a resync. */
    void recovered(long messages) {
        recovered += messages;
        lastProgress = System.nanoTime();
    }

    void disconnected() {
        disconnects++;
    }

    /** Resets everything except faults. */
    void reset() {
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

    /** Returns the number of messages that reached clients, live or by a resync. */
    long heard() {
        return delivered + recovered;
    }

    /** Returns the number of connections that ended unexpectedly. */
    long disconnects() {
        return disconnects;
    }

    /** Returns the time of the last expected event. */
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
