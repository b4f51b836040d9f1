package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import java.nio.ByteBuffer;

/**
 * The position, duration and blending of a frame of an animated PNG ({@code fcTL}).
 *
 * @param delay in seconds, as a fraction of {@code delayUnits}
 * @param disposal of the frame before the next one: 0 keeps it, 1 clears it, 2 restores what was below
 * @param blending 0 replaces what is below, 1 draws over it
 */
record FrameControl(int left, int top, Size size, int delay, int delayUnits, int disposal, int blending) {

    private static final int LENGTH = 26;

    FrameControl turned(Orientation orientation, Size canvas) {
        var place = orientation.place(left, top, size, canvas);
        return new FrameControl(
                place.left(), place.top(), orientation.apply(size), delay, delayUnits, disposal, blending);
    }

    /** Returns the equivalent control of a first frame that fills the canvas. */
    FrameControl filling(Size canvas) {
        return new FrameControl(0, 0, canvas, delay, delayUnits, disposal, blending);
    }

    /** Returns the data of the chunk. */
    byte[] bytes(int sequence) {
        return ByteBuffer.allocate(LENGTH)
                .putInt(sequence)
                .putInt(size.width())
                .putInt(size.height())
                .putInt(left)
                .putInt(top)
                .putShort((short) delay)
                .putShort((short) delayUnits)
                .put((byte) disposal)
                .put((byte) blending)
                .array();
    }
}
