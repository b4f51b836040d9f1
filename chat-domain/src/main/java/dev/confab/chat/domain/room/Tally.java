package dev.confab.chat.domain.room;

/**
 * How much hangs on a message; what hangs there is stored beside it, and read only where there is any.
 *
 * @param replies living messages that reply to it
 * @param reactions of all members together
 * @param images that it shows
 */
public record Tally(int replies, int reactions, int images) {

    public static final Tally NONE = new Tally(0, 0, 0);

    public Tally {
        if (replies < 0 || reactions < 0 || images < 0) {
            throw new IllegalArgumentException("tally " + replies + " " + reactions + " " + images);
        }
    }

    static Tally ofImages(int images) {
        return new Tally(0, 0, images);
    }

    Tally plusReplies(int change) {
        return new Tally(replies + change, reactions, images);
    }

    Tally plusReactions(int change) {
        return new Tally(replies, reactions + change, images);
    }

    Tally plusImages(int change) {
        return new Tally(replies, reactions, images + change);
    }

    /** Of a tombstone, which keeps its replies and nothing else. */
    Tally repliesOnly() {
        return new Tally(replies, 0, 0);
    }
}
