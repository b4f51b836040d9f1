package dev.confab.chat.domain.room;

/**
 * Seqs up to which one member takes part in a room. Watermarks only rise, and {@code 0 ≤ joined ≤ seen ≤ received} holds.
 *
 * @param joined the last message posted before the member joined, most recently
 * @param received the last message that the member has received, with all before it
 * @param seen the last message that the member has seen, with all before it
 */
public record Watermarks(long joined, long received, long seen) {

    public Watermarks {
        if (joined < 0 || joined > seen || seen > received) {
            throw new IllegalArgumentException(
                    "Invalid watermarks: joined " + joined + ", received " + received + ", seen " + seen);
        }
    }

    /** Returns the watermarks of a member who joins after message {@code seq}: nothing before it counts as unread. */
    public static Watermarks startingAt(long seq) {
        return new Watermarks(seq, seq, seq);
    }

    /** Returns these watermarks with {@code received} raised to {@code seq}, unless it is higher already. */
    public Watermarks advanceReceived(long seq) {
        return new Watermarks(joined, Math.max(received, seq), seen);
    }

    /** Returns these watermarks with {@code seen} and {@code received} raised to {@code seq}, unless they are higher. */
    public Watermarks advanceSeen(long seq) {
        return new Watermarks(joined, Math.max(received, seq), Math.max(seen, seq));
    }

    /** Returns these watermarks as they fit an earlier state of the room, whose last message was {@code messageSeq}. */
    public Watermarks limitedTo(long messageSeq) {
        return new Watermarks(Math.min(joined, messageSeq), Math.min(received, messageSeq), Math.min(seen, messageSeq));
    }
}
