package dev.confab.chat.domain.room;

import dev.confab.chat.domain.room.Image.Format;

/**
 * A decoded and cleaned upload, which is safe to serve.
 *
 * @param width the displayed width in pixels
 * @param height the displayed height in pixels
 * @param file the image without metadata
 * @param thumbnail the image, or the first frame of an animation, with at most {@value Image#THUMBNAIL_SIDE} pixels on
 *     the longer side
 */
public record ProcessedImage(int width, int height, Encoded file, Encoded thumbnail) {

    /**
     * An image in a file format.
     *
     * @param bytes the bytes of the file, which must not be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are never compared
    public record Encoded(Format format, byte[] bytes) {}
}
