package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Refusal;

/**
 * The images of one user that belong to no message or room yet. They are bounded, because nobody else sees them and each
 * is kept for a day.
 *
 * @param count how many there are
 * @param bytes the size of their files
 */
public record UnattachedUploads(long count, long bytes) {

    public static final int MAX_COUNT = 100;
    public static final long MAX_BYTES = 200L << 20;

    /** Checks that one more file of {@code size} bytes may be kept. */
    public void requireRoomFor(long size) {
        if (count >= MAX_COUNT || bytes + size > MAX_BYTES) {
            throw new Refusal.TooLarge(
                    "image",
                    "At most " + MAX_COUNT + " images or " + (MAX_BYTES >> 20)
                            + " MB may be uploaded without a message; post or delete some.");
        }
    }
}
