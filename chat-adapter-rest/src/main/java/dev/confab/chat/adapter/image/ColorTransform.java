package dev.confab.chat.adapter.image;

import org.jspecify.annotations.Nullable;

/**
 * A conversion to sRGB, which viewers assume for files without color information. Not thread-safe: each upload has its
 * own.
 */
interface ColorTransform {

    /** The greatest change of a sample, of 255, that does not justify a conversion. */
    int NOTICEABLE = 2;

    int PROBE_STEP = 51;

    /** Converts pixels of the form 0xAARRGGBB in place and keeps their alpha. */
    void convert(int[] pixels);

    /** Returns null if the conversion changes no color visibly, so that an sRGB image is stored unchanged. */
    static @Nullable ColorTransform ifNoticeable(@Nullable ColorTransform transform) {
        return transform != null && isNoticeable(transform) ? transform : null;
    }

    private static boolean isNoticeable(ColorTransform transform) {
        var probe = new int[(255 / PROBE_STEP + 1) * (255 / PROBE_STEP + 1) * (255 / PROBE_STEP + 1)];
        int count = 0;
        for (int red = 0; red <= 255; red += PROBE_STEP) {
            for (int green = 0; green <= 255; green += PROBE_STEP) {
                for (int blue = 0; blue <= 255; blue += PROBE_STEP) {
                    probe[count++] = 0xff << 24 | red << 16 | green << 8 | blue;
                }
            }
        }
        var converted = probe.clone();
        transform.convert(converted);
        boolean differs = false;
        for (int i = 0; i < probe.length; i++) {
            differs |= distance(probe[i], converted[i]) >= NOTICEABLE;
        }
        return differs;
    }

    private static int distance(int one, int other) {
        int most = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            most = Math.max(most, Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)));
        }
        return most;
    }
}
