package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.room.Image;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an upload that are known before it is decoded.
 *
 * @param size the stored size, before rotation
 * @param frames 1 if the image is not animated
 * @param work the number of pixels to decode in all frames
 * @param drawn the number of bytes that encode these pixels
 * @param decoding the memory for decoding, in bytes
 * @param orientation the required rotation
 * @param colors the conversion to sRGB; null if none is needed
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
     * The pixels that frames may always have; each byte that encodes them permits more. Recordings of a screen have
     * about 50 pixels per byte. Without this limit, a file of 20 kB could take seconds to decode.
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
            throw ImageErrors.tooManyFrames();
        }
        if (frames > 1 && work > FREE_FRAME_PIXELS + FRAME_PIXELS_PER_BYTE * drawn) {
            throw ImageErrors.tooManyFrames();
        }
    }

    /** Returns the memory for decoding, rotation and conversion, in bytes. */
    long memory() {
        long turning = orientation == Orientation.UPRIGHT ? 0 : decoding;
        long converting = colors == null ? 0 : SRGB_BYTES * size.pixels();
        return decoding + turning + converting;
    }

    /** Width and height in pixels. */
    record Size(int width, int height) {

        private static final int MAX_SIDE = 65_535;

        /** Returns a size that was read from a file; refuses sizes that are not permitted. */
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

        /** Whether a part of that size at that position lies within this size. */
        boolean holds(Size part, int left, int top) {
            return left + part.width <= width && top + part.height <= height;
        }
    }
}
