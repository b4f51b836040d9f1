package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.Chromaticities.Point;
import dev.confab.chat.domain.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.function.DoubleUnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The color information of a PNG. The first valid one of these applies, as in Chromium: {@code cICP}, {@code iCCP},
 * {@code sRGB}, {@code gAMA} together with {@code cHRM}. Primaries without a curve are ignored.
 */
final class PngColors {

    private static final double SCALE = 100_000;
    private static final long USUAL_GAMMA = 45_455;
    private static final int LONGEST_NAME = 79;

    private final boolean isGray;

    private byte @Nullable [] profile;
    private @Nullable Chromaticities primaries;
    private @Nullable ColorTransform coded;
    private boolean isCoded;
    private boolean isSrgb;
    private long gamma;

    PngColors(boolean isGray) {
        this.isGray = isGray;
    }

    /** Reads a chunk of any type before the pixels. */
    void add(String type, ByteReader data) {
        try {
            switch (type) {
                case "cICP" -> codes(data);
                case "iCCP" -> profile = profile(data);
                case "sRGB" -> isSrgb = true;
                case "gAMA" -> gamma = data.big32();
                case "cHRM" -> primaries = new Chromaticities(point(data), point(data), point(data), point(data));
                default -> {}
            }
        } catch (Refusal.Invalid tooShort) {
            // A damaged chunk is ignored.
        }
    }

    private static Point point(ByteReader data) {
        return new Point(data.big32() / SCALE, data.big32() / SCALE);
    }

    /** Reads the code points of ITU-T H.273; only full-range RGB is supported. */
    private void codes(ByteReader data) {
        var space = switch (data.next()) {
            case 1 -> Chromaticities.SRGB;
            case 9 -> Chromaticities.BT_2020;
            case 12 -> Chromaticities.DISPLAY_P3;
            default -> null;
        };
        var curve = Curves.numbered(data.next());
        boolean isFullRgb = data.next() == 0 && data.next() == 1;
        if (space != null && curve != null && isFullRgb) {
            isCoded = true;
            coded = RgbTransform.of(space, curve);
        }
    }

    /** Decompresses a profile up to the maximum size; returns null if it is damaged. */
    private static byte @Nullable [] profile(ByteReader data) {
        int start = data.at();
        data.skipTo(0);
        int name = data.at() - start;
        data.skip(1);
        boolean isPacked = data.next() == 0;
        return name >= 1 && name <= LONGEST_NAME && isPacked ? unpacked(data.rest()) : null;
    }

    private static byte @Nullable [] unpacked(byte[] packed) {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            var profile = new ByteArrayOutputStream();
            var buffer = new byte[1 << 14];
            while (!inflater.finished() && profile.size() <= IccTransform.MAX_BYTES) {
                int count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return null;
                }
                profile.write(buffer, 0, count);
            }
            return profile.toByteArray();
        } catch (DataFormatException damaged) {
            return null;
        } finally {
            inflater.end();
        }
    }

    /** Returns the conversion; null if the samples are sRGB already. */
    @Nullable
    ColorTransform transform() {
        if (isCoded) {
            return coded;
        }
        var described = profile == null ? null : IccTransform.of(profile, isGray);
        if (described != null) {
            return ColorTransform.ifNoticeable(described);
        }
        return isSrgb ? null : byGamma();
    }

    private @Nullable ColorTransform byGamma() {
        if (gamma == 0 || (gamma == USUAL_GAMMA && primaries == null)) {
            return null;
        }
        double exponent = SCALE / gamma;
        DoubleUnaryOperator curve = sample -> Math.pow(sample, exponent);
        return RgbTransform.of(primaries == null || isGray ? Chromaticities.SRGB : primaries, curve);
    }
}
