package dev.confab.chat.adapter.image;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The transfer functions of ITU-T H.273: from a sample, 0 to 1, to linear light, where 1 is white. */
final class Curves {

    /** White of standard dynamic range in a signal of 10,000 candela per square meter, ITU-R BT.2408. */
    private static final double PQ_WHITE = 10_000 / 203.0;

    private Curves() {}

    /** Returns the curve with that number; null if it is unknown. */
    static @Nullable DoubleUnaryOperator numbered(int number) {
        return switch (number) {
            case 1, 6, 13, 14, 15 -> Curves::srgb; // browsers treat the curves of television as sRGB
            case 4 -> sample -> Math.pow(sample, 2.2);
            case 5 -> sample -> Math.pow(sample, 2.8);
            case 8 -> sample -> sample;
            case 16 -> Curves::pq;
            default -> null;
        };
    }

    private static double srgb(double sample) {
        return sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4);
    }

    /** SMPTE ST 2084; values brighter than white are clipped. */
    private static double pq(double sample) {
        double root = Math.pow(sample, 32 / 2523.0);
        double light = Math.max(0, root - 3424 / 4096.0) / (2413 / 128.0 - 2392 / 128.0 * root);
        return PQ_WHITE * Math.pow(light, 8192 / 1305.0);
    }
}
