package dev.confab.chat.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * One room as one client knows it, held against the contract: a frame with a version is the next one, or a
 * {@code synced} that goes on where the client stands. And the messages are 1, 2, 3….
 *
 * <p>A client that comes back {@linkplain #resume is behind}: the new connection goes on from a later version. What comes
 * live must be in order there, too, but waits; the answer to {@code sync} has to close the gap before it.
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

    /** The version up to which the client has everything: what it asks to be synced from. */
    long version() {
        return behind ? held : versions.last();
    }

    /** The last message there is, as far as the client has heard. */
    long seq() {
        return seqs.last();
    }

    boolean isBehind() {
        return behind;
    }

    /** A live frame with a version. */
    void hear(long version) {
        versions.hear(version);
    }

    /** A live message; answers whether the client can take it now. */
    boolean hearMessage(long seq) {
        return seqs.hear(seq) && !behind;
    }

    /** A new connection goes on from here. */
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
     * The server brings what the client has missed, in one frame or several that say the same of where they begin and end;
     * answers how many messages the client can take now.
     */
    long synced(JsonNode frame) {
        if (!behind) {
            heldSeq = seqs.last();
        }
        int fresh = recover(frame.path("messages"));
        return frame.path("complete").asBoolean(true) ? fresh + complete(frame) : fresh;
    }

    /** Older messages that have changed are in the answer, too; one that changes meanwhile may be in two parts of it. */
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
            fresh += Math.max(0, seqs.last() - seq); // what has come live behind the answer waits no more
        }
        versions.skipTo(to);
        seqs.skipTo(seq);
        recovered.clear();
        behind = false;
        return fresh;
    }

    /** Messages that the answer should have held are lost, unless the client is told to read the room by HTTP. */
    private long missing(long seq, boolean reset) {
        long missing = Math.max(0, seq - heldSeq - recovered.size());
        if (reset) {
            return missing;
        }
        seqFaults.lose(missing);
        return 0;
    }

    private void compare(long from, long mine) {
        versionFaults.lose(Math.max(0, from - mine));
        versionFaults.repeat(Math.max(0, mine - from));
    }

    /** Nothing comes any more; the room has gone to this version and message. */
    void finish(long version, long seq) {
        if (behind) {
            versionFaults.lose(base - held);
            seqFaults.lose(Math.max(0, seqs.last() - heldSeq - recovered.size()));
        }
        versions.finish(version);
        seqs.finish(seq);
    }
}
