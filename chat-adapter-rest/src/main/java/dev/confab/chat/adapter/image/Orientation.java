package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** The orientation of a camera, numbered as in Exif: the position of the first row and the first column of an image. */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    QUARTER_RIGHT(true, true, false),
    TRANSVERSED(true, true, true),
    QUARTER_LEFT(true, false, true);

    private final boolean swaps;
    private final boolean fromRight;
    private final boolean fromBelow;

    Orientation(boolean swaps, boolean fromRight, boolean fromBelow) {
        this.swaps = swaps;
        this.fromRight = fromRight;
        this.fromBelow = fromBelow;
    }

    /** Returns the orientation of that number; upright for unknown numbers. */
    static Orientation numbered(int number) {
        var all = values();
        return number >= 1 && number <= all.length ? all[number - 1] : UPRIGHT;
    }

    /** Returns the rotated image. */
    BufferedImage apply(BufferedImage picture) {
        if (this == UPRIGHT) {
            return picture;
        }
        var from = picture.getRaster();
        var to = from.createCompatibleWritableRaster(
                swaps ? from.getHeight() : from.getWidth(), swaps ? from.getWidth() : from.getHeight());
        for (int y = 0; y < from.getHeight(); y++) {
            moveRow(from, y, to);
        }
        return new BufferedImage(picture.getColorModel(), to, picture.isAlphaPremultiplied(), null);
    }

    /** Returns the size of the rotated image. */
    Size apply(Size size) {
        return swaps ? new Size(/* width= */ size.height(), /* height= */ size.width()) : size;
    }

    /** Returns the position of the upper left corner of a part after the whole is rotated. */
    Place place(int left, int top, Size part, Size whole) {
        var turnedPart = apply(part);
        var turnedWhole = apply(whole);
        int x = swaps ? top : left;
        int y = swaps ? left : top;
        return new Place(
                fromRight ? turnedWhole.width() - x - turnedPart.width() : x,
                fromBelow ? turnedWhole.height() - y - turnedPart.height() : y);
    }

    record Place(int left, int top) {}

    private void moveRow(Raster from, int y, WritableRaster to) {
        int width = from.getWidth();
        int bands = from.getNumBands();
        var row = from.getPixels(0, y, width, 1, (int[]) null);
        if (swaps ? fromBelow : fromRight) {
            reverse(row, bands);
        }
        if (swaps) {
            to.setPixels(fromRight ? to.getWidth() - 1 - y : y, 0, 1, width, row);
        } else {
            to.setPixels(0, fromBelow ? to.getHeight() - 1 - y : y, width, 1, row);
        }
    }

    private static void reverse(int[] row, int bands) {
        for (int left = 0, right = row.length - bands; left < right; left += bands, right -= bands) {
            for (int band = 0; band < bands; band++) {
                int kept = row[left + band];
                row[left + band] = row[right + band];
                row[right + band] = kept;
            }
        }
    }
}
