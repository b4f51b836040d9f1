package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import java.awt.image.BufferedImage;

/** The canvas of an animation. */
final class Canvas {

    private Canvas() {}

    /** Returns the frame at its position on a transparent canvas, or the frame itself if it fills the canvas. */
    static BufferedImage show(BufferedImage frame, Size canvas, int left, int top) {
        if (frame.getWidth() == canvas.width() && frame.getHeight() == canvas.height()) {
            return frame;
        }
        var shown = new BufferedImage(canvas.width(), canvas.height(), BufferedImage.TYPE_4BYTE_ABGR);
        var pixels = new Pixels(frame);
        int width = Math.min(frame.getWidth(), canvas.width() - left);
        int height = Math.min(frame.getHeight(), canvas.height() - top);
        for (int y = 0; y < height; y++) {
            shown.setRGB(left, top + y, width, 1, pixels.row(y), 0, frame.getWidth());
        }
        return shown;
    }
}
