package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Refusal;

/**
 * The number and size of one user's unattached images. Both are limited because these images are kept for a day although
 * no other user can see them.
 *
 * @param bytes the total size of the files
 */
public record UnattachedUploads(long count, long bytes) {

    public static final int MAX_COUNT = 100;
    public static final long MAX_BYTES = 200L << 20;

    /**
     * Checks that the user may upload another file.
     *
     * @param size the size of the file in bytes
     * @throws Refusal.TooLarge if the user would have too many unattached images or bytes
     */
    public void requireRoomFor(long size) {
        if (count >= MAX_COUNT || bytes + size > MAX_BYTES) {
            throw new Refusal.TooLarge(
                    "image",
                    "You cannot upload more than " + MAX_COUNT + " images or " + (MAX_BYTES >> 20)
                            + " MB without posting them; post or delete some first.");
        }
    }
}
