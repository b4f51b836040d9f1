package dev.confab.chat.adapter.image;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The conversion of a color space with given primaries and transfer function. */
final class RgbTransform implements ColorTransform {

    private static final int CURVE_SIZE = 1 << 16;

    /** The sRGB samples of linear light, evenly spaced from 0 to 1. */
    private static final byte[] SAMPLES = samples();

    private final double[] light = new double[256];
    private final Matrix matrix;

    private RgbTransform(Matrix matrix, DoubleUnaryOperator curve) {
        this.matrix = matrix;
        for (int sample = 0; sample < light.length; sample++) {
            light[sample] = curve.applyAsDouble(sample / 255.0);
        }
    }

    /**
     * Returns the conversion; null if none is needed.
     *
     * @param curve from a sample between 0 and 1 to linear light, where 1 is white
     */
    static @Nullable ColorTransform of(Chromaticities primaries, DoubleUnaryOperator curve) {
        var matrix = primaries.toSrgb();
        var transform = new RgbTransform(matrix.isFinite() ? matrix : Chromaticities.SRGB.toSrgb(), curve);
        return ColorTransform.ifNoticeable(transform);
    }

    private static byte[] samples() {
        var samples = new byte[CURVE_SIZE];
        for (int i = 0; i < CURVE_SIZE; i++) {
            double linear = i / (CURVE_SIZE - 1.0);
            double curved = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
            samples[i] = (byte) Math.round(255 * curved);
        }
        return samples;
    }

    @Override
    public void convert(int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            double red = light[pixels[i] >> 16 & 0xff];
            double green = light[pixels[i] >> 8 & 0xff];
            double blue = light[pixels[i] & 0xff];
            pixels[i] = (pixels[i] & 0xff000000)
                    | sample(0, red, green, blue) << 16
                    | sample(1, red, green, blue) << 8
                    | sample(2, red, green, blue);
        }
    }

    private int sample(int row, double red, double green, double blue) {
        double linear = matrix.cell(row, 0) * red + matrix.cell(row, 1) * green + matrix.cell(row, 2) * blue;
        int index = (int) (Math.max(0, Math.min(1, linear)) * (CURVE_SIZE - 1) + 0.5);
        return SAMPLES[index] & 0xff;
    }
}
