package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.Refusal;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * A parser of the orientation in an Exif block. Exif has the format of TIFF: a byte order, then a directory of entries,
 * each with a tag, a type, a count and a value.
 */
final class Exif {

    private static final int MAGIC = 42;
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;

    private final ByteReader tiff;
    private final ToIntFunction<ByteReader> two;
    private final ToLongFunction<ByteReader> four;

    private Exif(ByteReader tiff, boolean big) {
        this.tiff = tiff;
        this.two = big ? ByteReader::big16 : ByteReader::little16;
        this.four = big ? ByteReader::big32 : ByteReader::little32;
    }

    /** Returns the orientation; upright if it is missing or malformed. */
    static Orientation orientation(ByteReader tiff) {
        try {
            var order = tiff.text(2);
            return order.equals("MM") || order.equals("II")
                    ? new Exif(tiff, order.equals("MM")).read()
                    : Orientation.UPRIGHT;
        } catch (Refusal.Invalid damaged) {
            return Orientation.UPRIGHT;
        }
    }

    private Orientation read() {
        if (two.applyAsInt(tiff) != MAGIC) {
            return Orientation.UPRIGHT;
        }
        long directory = four.applyAsLong(tiff);
        tiff.skip(directory - 8);
        for (int entries = two.applyAsInt(tiff); entries > 0; entries--) {
            var entry = tiff.take(12);
            if (two.applyAsInt(entry) == ORIENTATION && two.applyAsInt(entry) == SHORT) {
                entry.skip(4);
                return Orientation.numbered(two.applyAsInt(entry));
            }
        }
        return Orientation.UPRIGHT;
    }
}
