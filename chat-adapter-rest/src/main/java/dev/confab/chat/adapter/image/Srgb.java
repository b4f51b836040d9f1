package dev.confab.chat.adapter.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import org.jspecify.annotations.Nullable;

/** The conversion of images to sRGB with eight bits per sample. */
final class Srgb {

    private Srgb() {}

    /** Returns the image itself if {@code colors} is null. Images with a palette keep one. */
    static BufferedImage convert(BufferedImage picture, @Nullable ColorTransform colors) {
        if (colors == null) {
            return picture;
        }
        if (picture.getColorModel() instanceof IndexColorModel palette) {
            return new BufferedImage(convert(palette, colors), picture.getRaster(), false, null);
        }
        return redraw(picture, colors, picture.getColorModel().hasAlpha());
    }

    private static IndexColorModel convert(IndexColorModel palette, ColorTransform colors) {
        var entries = new int[palette.getMapSize()];
        palette.getRGBs(entries);
        colors.convert(entries);
        return new IndexColorModel(
                palette.getPixelSize(),
                entries.length,
                entries,
                0,
                palette.hasAlpha(),
                palette.getTransparentPixel(),
                palette.getTransferType());
    }

    /** Returns an image of type {@code TYPE_4BYTE_ABGR}, or {@code TYPE_3BYTE_BGR} without alpha. */
    static BufferedImage redraw(BufferedImage picture, @Nullable ColorTransform colors, boolean withAlpha) {
        var pixels = new Pixels(picture);
        var type = withAlpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR;
        var drawn = new BufferedImage(pixels.width(), pixels.height(), type);
        var samples = ((DataBufferByte) drawn.getRaster().getDataBuffer()).getData();
        int at = 0;
        for (int y = 0; y < pixels.height(); y++) {
            var row = pixels.row(y);
            if (colors != null) {
                colors.convert(row);
            }
            for (int pixel : row) {
                if (withAlpha) {
                    samples[at++] = (byte) (pixel >>> 24);
                }
                samples[at++] = (byte) pixel;
                samples[at++] = (byte) (pixel >> 8);
                samples[at++] = (byte) (pixel >> 16);
            }
        }
        return drawn;
    }
}
