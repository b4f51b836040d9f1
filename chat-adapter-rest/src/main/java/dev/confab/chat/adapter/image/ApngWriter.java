package dev.confab.chat.adapter.image;

import static java.nio.ByteBuffer.wrap;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A writer of animated PNGs. Its frames were each written as a PNG, all with the same kind of samples and palette. The
 * first frame fills the canvas.
 */
final class ApngWriter {

    private final PngChunks out = new PngChunks();
    private final Size canvas;
    private final int frames;
    private final int plays;
    private int sequence;
    private boolean hasPicture;

    /** @param plays the number of repetitions; 0 if the animation never ends */
    ApngWriter(Size canvas, int frames, int plays) {
        this.canvas = canvas;
        this.frames = frames;
        this.plays = plays;
    }

    /**
     * Adds a frame.
     *
     * @param control null for a first image that is not part of the animation
     */
    void add(byte[] png, @Nullable FrameControl control) {
        var pixels = new ByteArrayOutputStream();
        boolean isFirst = !hasPicture;
        hasPicture = true;
        var file = new ByteReader(png);
        file.skip(PngChunks.SIGNATURE.length());
        while (file.left() > 0) {
            var length = file.big32();
            var type = file.text(4);
            var data = file.take(length).rest();
            file.skip(4);
            switch (type) {
                case "IHDR" -> start(isFirst, data);
                case "PLTE", "tRNS" -> keep(isFirst, type, data);
                case "IDAT" -> pixels.writeBytes(data);
                default -> {}
            }
        }
        if (control != null) {
            out.add("fcTL", control.bytes(sequence++));
        }
        if (isFirst) {
            out.add("IDAT", pixels.toByteArray());
        } else {
            out.add("fdAT", ByteBuffer.allocate(4).putInt(sequence++).array(), pixels.toByteArray());
        }
    }

    private void start(boolean isFirst, byte[] header) {
        if (isFirst) {
            wrap(header).putInt(canvas.width()).putInt(canvas.height());
            out.add("IHDR", header);
            out.add("acTL", ByteBuffer.allocate(8).putInt(frames).putInt(plays).array());
        }
    }

    private void keep(boolean isFirst, String type, byte[] data) {
        if (isFirst) {
            out.add(type, data);
        }
    }

    byte[] finish() {
        return out.add("IEND").file();
    }
}
