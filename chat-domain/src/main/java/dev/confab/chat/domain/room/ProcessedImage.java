package dev.confab.chat.domain.room;

import dev.confab.chat.domain.room.Image.Format;

/**
 * What was read from an upload: safe to hand to others as it is.
 *
 * @param width in pixels, as shown
 * @param height in pixels, as shown
 * @param file the picture without anything that is not part of how it looks
 * @param thumbnail the picture, or the start of its motion, at {@value Image#THUMBNAIL_SIDE} pixels on the longer side
 *     or at its own size if that is less
 */
public record ProcessedImage(int width, int height, Encoded file, Encoded thumbnail) {

    /**
     * A picture in a format for files.
     *
     * @param bytes of the file; nobody changes them
     */
    @SuppressWarnings("ArrayRecordComponent") // megabytes that are only passed on, never compared
    public record Encoded(Format format, byte[] bytes) {}
}
