package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.room.Image;
import java.awt.image.BufferedImage;

/**
 * The reduction of images. Each pixel is the mean of the pixels that it replaces, weighted by their opacity. Of large
 * images only a sample of pixels is read, so the cost does not depend on the size.
 */
final class Thumbnail {

    /** The number of source pixels per row and column that each pixel is computed from, if there are so many. */
    private static final int LOOKS = 8;

    private final Pixels pixels;
    private final int width;
    private final int height;
    private final int step;

    private Thumbnail(Pixels pixels) {
        this.pixels = pixels;
        int longer = Math.max(pixels.width(), pixels.height());
        int side = Math.min(longer, Image.THUMBNAIL_SIDE);
        this.width = Math.max(1, scaled(pixels.width(), side, longer));
        this.height = Math.max(1, scaled(pixels.height(), side, longer));
        this.step = Math.max(1, longer / side / LOOKS);
    }

    private static int scaled(int length, int side, int longer) {
        return (int) (((long) length * side + longer / 2) / longer);
    }

    /**
     * Returns the image with {@value Image#THUMBNAIL_SIDE} pixels on its longer side, or in its own size if that is
     * smaller.
     */
    static BufferedImage of(BufferedImage picture) {
        return new Thumbnail(new Pixels(picture)).draw();
    }

    private BufferedImage draw() {
        var small = new int[width * height];
        boolean opaque = true;
        for (int y = 0; y < height; y++) {
            var means = row(y);
            for (int x = 0; x < width; x++) {
                int color = means[x].color();
                small[y * width + x] = color;
                opaque &= color >>> 24 == 0xff;
            }
        }
        var type = opaque ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_4BYTE_ABGR;
        var drawn = new BufferedImage(width, height, type);
        drawn.setRGB(0, 0, width, height, small, 0, width);
        return drawn;
    }

    private Mean[] row(int y) {
        var means = new Mean[width];
        for (int x = 0; x < width; x++) {
            means[x] = new Mean();
        }
        int end = start(y + 1, pixels.height(), height);
        for (int from = start(y, pixels.height(), height); from < end; from += step) {
            addRow(pixels.row(from), means);
        }
        return means;
    }

    private void addRow(int[] row, Mean[] means) {
        for (int x = 0; x < width; x++) {
            int end = start(x + 1, row.length, width);
            for (int from = start(x, row.length, width); from < end; from += step) {
                means[x].add(row[from]);
            }
        }
    }

    /** Returns the first source pixel of pixel {@code small}. */
    private static int start(int small, int length, int smallLength) {
        return (int) ((long) small * length / smallLength);
    }

    private static final class Mean {
        private int count;
        private long alpha;
        private long red;
        private long green;
        private long blue;

        void add(int color) {
            int weight = color >>> 24;
            count++;
            alpha += weight;
            red += (long) weight * (color >> 16 & 0xff);
            green += (long) weight * (color >> 8 & 0xff);
            blue += (long) weight * (color & 0xff);
        }

        int color() {
            if (alpha == 0) {
                return 0;
            }
            int mean = (int) ((alpha + count / 2) / count);
            return mean << 24 | of(red) << 16 | of(green) << 8 | of(blue);
        }

        private int of(long sum) {
            return (int) ((sum + alpha / 2) / alpha);
        }
    }
}
