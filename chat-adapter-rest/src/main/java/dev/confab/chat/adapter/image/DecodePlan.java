package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.room.Image;
import org.jspecify.annotations.Nullable;

/**
 * What an upload says about itself, before anything is unpacked.
 *
 * @param size as it is stored, before it is turned
 * @param frames 1 for what does not move
 * @param work how many pixels are decoded, those of all frames
 * @param drawn how many bytes of the file draw them
 * @param decoding how many bytes of memory that takes
 * @param orientation how to turn it
 * @param colors how to convert it to sRGB, null if it is that
 */
record DecodePlan(
        Size size,
        int frames,
        long work,
        long drawn,
        long decoding,
        Orientation orientation,
        @Nullable ColorTransform colors) {

    static final int MAX_FRAMES = 1_000;
    static final long MAX_FRAME_PIXELS = 250_000_000;

    /**
     * Frames may have this many pixels, and so many more for each byte that draws them. Recordings of a screen have
     * about fifty; without a bound a file of 20 kB takes seconds to decode.
     */
    static final long FREE_FRAME_PIXELS = 16_000_000;

    static final long FRAME_PIXELS_PER_BYTE = 100;

    private static final int SRGB_BYTES = 4;

    DecodePlan {
        if (size.pixels() > Image.MAX_PIXELS) {
            throw ImageErrors.tooManyPixels();
        }
        if (frames < 1) {
            throw ImageErrors.file();
        }
        if (frames > 1 && (frames > MAX_FRAMES || frames * size.pixels() > MAX_FRAME_PIXELS)) {
            throw ImageErrors.tooMuchMotion();
        }
        if (frames > 1 && work > FREE_FRAME_PIXELS + FRAME_PIXELS_PER_BYTE * drawn) {
            throw ImageErrors.tooMuchMotion();
        }
    }

    /** How many bytes of memory it takes to decode it, to turn it, and to convert it. */
    long memory() {
        long turning = orientation == Orientation.UPRIGHT ? 0 : decoding;
        long converting = colors == null ? 0 : SRGB_BYTES * size.pixels();
        return decoding + turning + converting;
    }

    /** Width and height in pixels. */
    record Size(int width, int height) {

        private static final int MAX_SIDE = 65_535;

        /** A size as it stands in a file. */
        static Size of(long width, long height) {
            if (width < 1 || height < 1) {
                throw ImageErrors.file();
            }
            if (width > MAX_SIDE || height > MAX_SIDE) {
                throw ImageErrors.tooManyPixels();
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
