package dev.confab.chat.adapter.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The pixels of an image as alpha, red, green and blue of eight bits each. It reads samples instead of colors, because
 * Java treats gray samples as linear light and returns lighter colors.
 */
final class Pixels {

    private final Raster raster;
    private final ColorModel colors;
    private final int bands;
    private final int[] excess;

    Pixels(BufferedImage picture) {
        raster = picture.getRaster();
        colors = picture.getColorModel();
        bands = raster.getNumBands();
        excess = new int[bands];
        for (int band = 0; band < bands; band++) {
            excess[band] = raster.getSampleModel().getSampleSize(band) - Byte.SIZE;
        }
    }

    int width() {
        return raster.getWidth();
    }

    int height() {
        return raster.getHeight();
    }

    /** Returns one row of pixels as 0xAARRGGBB. */
    int[] row(int y) {
        var samples = raster.getPixels(0, y, width(), 1, (int[]) null);
        var row = new int[width()];
        for (int x = 0; x < row.length; x++) {
            row[x] = colors instanceof IndexColorModel palette ? palette.getRGB(samples[x]) : color(samples, x * bands);
        }
        return row;
    }

    private int color(int[] samples, int first) {
        boolean isGrey = bands <= 2;
        int red = eightBits(samples, first, 0);
        int green = isGrey ? red : eightBits(samples, first, 1);
        int blue = isGrey ? red : eightBits(samples, first, 2);
        boolean isOpaque = bands % 2 == 1;
        int alpha = isOpaque ? 0xff : eightBits(samples, first, bands - 1);
        return alpha << 24 | red << 16 | green << 8 | blue;
    }

    private int eightBits(int[] samples, int first, int band) {
        int sample = samples[first + band];
        return excess[band] > 0 ? sample >> excess[band] : sample;
    }
}
