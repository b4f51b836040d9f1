package dev.confab.chat.adapter.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * The conversion of four-channel JPEGs. Samples state how much paper shows through each ink: Adobe's programs write
 * them so, and browsers expect it of all such files.
 */
final class Inks {

    private final boolean isYcck;
    private final @Nullable IccTransform press;

    /**
     * @param isYcck whether three channels are luma and chroma of the inks
     * @param press converts the inks; null multiplies them, as browsers do
     */
    Inks(boolean isYcck, @Nullable IccTransform press) {
        this.isYcck = isYcck;
        this.press = press;
    }

    BufferedImage draw(Raster channels) {
        int width = channels.getWidth();
        var drawn = new BufferedImage(width, channels.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        var samples = ((DataBufferByte) drawn.getRaster().getDataBuffer()).getData();
        var row = new int[4 * width];
        for (int y = 0; y < channels.getHeight(); y++) {
            channels.getPixels(0, y, width, 1, row);
            if (isYcck) {
                separate(row);
            }
            var colors = press == null ? multiplied(row) : press.convertSamples(inked(row));
            for (int from = 0, to = 3 * width * y; from < 3 * width; from += 3, to += 3) {
                samples[to] = colors[from + 2];
                samples[to + 1] = colors[from + 1];
                samples[to + 2] = colors[from];
            }
        }
        return drawn;
    }

    private static void separate(int[] row) {
        for (int at = 0; at < row.length; at += 4) {
            int luma = row[at];
            int blue = row[at + 1] - 128;
            int red = row[at + 2] - 128;
            row[at] = 255 - clamped(luma + 1.402 * red);
            row[at + 1] = 255 - clamped(luma - 0.344136 * blue - 0.714136 * red);
            row[at + 2] = 255 - clamped(luma + 1.772 * blue);
        }
    }

    private static int clamped(double sample) {
        return (int) Math.max(0, Math.min(255, Math.round(sample)));
    }

    private static byte[] multiplied(int[] row) {
        var colors = new byte[row.length / 4 * 3];
        for (int from = 0, to = 0; from < row.length; from += 4) {
            for (int channel = 0; channel < 3; channel++) {
                colors[to++] = (byte) ((row[from + channel] * row[from + 3] + 127) / 255);
            }
        }
        return colors;
    }

    /** Returns the amount of each ink. */
    private static byte[] inked(int[] row) {
        var inks = new byte[row.length];
        for (int i = 0; i < row.length; i++) {
            inks[i] = (byte) (255 - row[i]);
        }
        return inks;
    }
}
