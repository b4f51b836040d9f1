package dev.confab.chat.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks what one client receives of one room: each frame has the next version, or is a {@code synced} that continues the
 * client's version. Seqs are 1, 2, 3 ….
 *
 * <p>After a reconnect the client {@linkplain #resume is behind}: the new connection continues from a later version. Live
 * frames must be in order there too, but count only after the response to {@code sync} has closed the gap.
 */
final class OrderChecker {

    private final Faults versionFaults;
    private final Faults seqFaults;
    private final Sequence versions;
    private final Sequence seqs;
    private final Set<Long> recovered = new HashSet<>();
    private boolean behind;
    private long held;
    private long heldSeq;
    private long base;

    OrderChecker(Faults versionFaults, Faults seqFaults, long version, long seq) {
        this.versionFaults = versionFaults;
        this.seqFaults = seqFaults;
        this.versions = new Sequence(versionFaults, version);
        this.seqs = new Sequence(seqFaults, seq);
    }

    /** Returns the version up to which the client has everything, which it sends in {@code sync}. */
    long version() {
        return behind ? held : versions.last();
    }

    /** Returns the highest seq that the client knows. */
    long seq() {
        return seqs.last();
    }

    boolean isBehind() {
        return behind;
    }

    /** Records the version of a live frame. */
    void receive(long version) {
        versions.receive(version);
    }

    /** Records the seq of a live message and returns whether it counts now. */
    boolean receiveMessage(long seq) {
        return seqs.receive(seq) && !behind;
    }

    /** Records the version and seq from which a new connection continues. */
    void resume(long version, long seq) {
        if (!behind && version > versions.last()) {
            held = versions.last();
            heldSeq = seqs.last();
            behind = true;
        }
        base = version;
        versions.skipTo(version);
        seqs.skipTo(seq);
    }

    /**
     * Records a {@code synced} frame. Several of them can share one range. Returns how many messages count now.
     */
    long synced(JsonNode frame) {
        if (!behind) {
            heldSeq = seqs.last();
        }
        int fresh = recover(frame.path("messages"));
        return frame.path("complete").asBoolean(true) ? fresh + complete(frame) : fresh;
    }

    /** Counts new messages. The response also has older ones that changed, and can have one message twice. */
    private int recover(JsonNode messages) {
        int fresh = 0;
        for (var message : messages) {
            long seq = message.path("seq").longValue();
            if (seq > heldSeq && recovered.add(seq)) {
                fresh++;
            }
        }
        return fresh;
    }

    private long complete(JsonNode frame) {
        long to = frame.path("to").longValue();
        long seq = frame.path("room").path("message_seq").asLong(seqs.last());
        compare(frame.path("from").longValue(), version());
        long fresh = missing(seq, frame.path("reset").booleanValue());
        if (behind) {
            versionFaults.lose(Math.max(0, base - to));
            fresh += Math.max(0, seqs.last() - seq); // live messages after the response count now
        }
        versions.skipTo(to);
        seqs.skipTo(seq);
        recovered.clear();
        behind = false;
        return fresh;
    }

    /** Messages that the response should contain are lost, unless it tells the client to read the room by HTTP. */
    private long missing(long seq, boolean reset) {
        long missing = Math.max(0, seq - heldSeq - recovered.size());
        if (reset) {
            return missing;
        }
        seqFaults.lose(missing);
        return 0;
    }

    private void compare(long from, long own) {
        versionFaults.lose(Math.max(0, from - own));
        versionFaults.repeat(Math.max(0, own - from));
    }

    /** Ends the check: the room has this version and seq in the store. */
    void finish(long version, long seq) {
        if (behind) {
            versionFaults.lose(base - held);
            seqFaults.lose(Math.max(0, seqs.last() - heldSeq - recovered.size()));
        }
        versions.finish(version);
        seqs.finish(seq);
    }
}
