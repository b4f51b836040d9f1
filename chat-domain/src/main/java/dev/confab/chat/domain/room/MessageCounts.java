package dev.confab.chat.domain.room;

/**
 * How much hangs on a message; what hangs there is stored beside it, and read only where there is any.
 *
 * @param replies living messages that reply to it
 * @param reactions of all members together
 * @param images that it shows
 */
public record MessageCounts(int replies, int reactions, int images) {

    public static final MessageCounts NONE = new MessageCounts(0, 0, 0);

    public MessageCounts {
        if (replies < 0 || reactions < 0 || images < 0) {
            throw new IllegalArgumentException("tally " + replies + " " + reactions + " " + images);
        }
    }

    static MessageCounts ofImages(int images) {
        return new MessageCounts(0, 0, images);
    }

    MessageCounts plusReplies(int change) {
        return new MessageCounts(replies + change, reactions, images);
    }

    MessageCounts plusReactions(int change) {
        return new MessageCounts(replies, reactions + change, images);
    }

    MessageCounts plusImages(int change) {
        return new MessageCounts(replies, reactions, images + change);
    }

    /** Of a tombstone, which keeps its replies and nothing else. */
    MessageCounts repliesOnly() {
        return new MessageCounts(replies, 0, 0);
    }
}
