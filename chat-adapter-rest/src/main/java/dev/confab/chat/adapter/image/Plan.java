package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.room.Image;

/**
 * What an upload says about itself, before anything is unpacked.
 *
 * @param size as it is stored, before it is turned
 * @param frames 1 for what does not move
 * @param decoding how many bytes of memory that takes
 * @param orientation how to turn it
 * @param clean a file of the same format with nothing in it but what is drawn
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Plan(Size size, int frames, long decoding, Orientation orientation, byte[] clean) {

    static final int MAX_FRAMES = 1_000;
    static final long MAX_FRAME_PIXELS = 250_000_000;

    Plan {
        if (size.pixels() > Image.MAX_PIXELS) {
            throw Damaged.tooManyPixels();
        }
        if (frames < 1) {
            throw Damaged.file();
        }
        if (frames > 1 && (frames > MAX_FRAMES || frames * size.pixels() > MAX_FRAME_PIXELS)) {
            throw Damaged.tooMuchMotion();
        }
    }

    /** How many bytes of memory it takes to decode it, and to turn it. */
    long memory() {
        return orientation == Orientation.UPRIGHT ? decoding : 2 * decoding;
    }

    /** Width and height in pixels. */
    record Size(int width, int height) {

        private static final int MAX_SIDE = 65_535;

        /** A size as it stands in a file. */
        static Size of(long width, long height) {
            if (width < 1 || height < 1) {
                throw Damaged.file();
            }
            if (width > MAX_SIDE || height > MAX_SIDE) {
                throw Damaged.tooManyPixels();
            }
            return new Size((int) width, (int) height);
        }

        long pixels() {
            return (long) width * height;
        }

        /** Does a part of that size fit in, beginning there? */
        boolean holds(Size part, int left, int top) {
            return left + part.width <= width && top + part.height <= height;
        }
    }
}
