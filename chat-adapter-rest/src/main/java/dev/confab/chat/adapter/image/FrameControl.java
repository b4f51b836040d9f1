package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import java.nio.ByteBuffer;

/**
 * How a frame of an animated PNG comes and goes, as in its {@code fcTL}.
 *
 * @param delay in seconds, as a fraction of {@code delayUnits}
 * @param disposal what becomes of it before the next: 0 stays, 1 is cleared, 2 is undone
 * @param blending 0 replaces what is below, 1 is drawn over it
 */
record FrameControl(int left, int top, Size size, int delay, int delayUnits, int disposal, int blending) {

    private static final int LENGTH = 26;

    FrameControl turned(Orientation orientation, Size canvas) {
        var place = orientation.place(left, top, size, canvas);
        return new FrameControl(
                place.left(), place.top(), orientation.apply(size), delay, delayUnits, disposal, blending);
    }

    /** The control of a first frame that was put on a canvas of its own, which looks the same. */
    FrameControl filling(Size canvas) {
        return new FrameControl(0, 0, canvas, delay, delayUnits, disposal, blending);
    }

    /** The data of the chunk. */
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
