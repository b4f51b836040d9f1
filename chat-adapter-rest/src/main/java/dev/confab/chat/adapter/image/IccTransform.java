package dev.confab.chat.adapter.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/**
 * The conversion of an ICC profile by the color management of the JDK. Profiles that are damaged, too large or made for
 * other channels are ignored, as in browsers.
 */
final class IccTransform implements ColorTransform {

    /** The maximum size of a profile; those of printing presses have about 2 MB. */
    static final int MAX_BYTES = 4 << 20;

    private static final int HEADER = 128;
    private static final int RGB = 3;
    private static final int CMYK = 4;

    private final ColorConvertOp conversion;
    private final int channels;
    private WritableRaster from;
    private WritableRaster to;

    private IccTransform(ICC_Profile profile, int channels) {
        this.channels = channels;
        conversion = new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        from = row(1, channels);
        to = row(1, RGB);
    }

    /** Returns the conversion of gray or RGB pixels; null if the profile is not usable. */
    static @Nullable IccTransform of(byte[] profile, boolean isGray) {
        return open(profile, isGray ? 1 : RGB);
    }

    /** Returns the conversion of CMYK pixels; null if the profile is not usable. */
    static @Nullable IccTransform ofInks(byte[] profile) {
        return open(profile, CMYK);
    }

    private static @Nullable IccTransform open(byte[] profile, int channels) {
        if (profile.length < HEADER || profile.length > MAX_BYTES) {
            return null;
        }
        try {
            var opened = ICC_Profile.getInstance(profile);
            if (!isOfDevice(opened) || opened.getNumComponents() != channels || !hasType(opened, channels)) {
                return null;
            }
            var transform = new IccTransform(opened, channels);
            transform.convertSamples(new byte[channels]);
            return transform;
        } catch (IllegalArgumentException | CMMException | IndexOutOfBoundsException broken) {
            return null;
        }
    }

    private static boolean isOfDevice(ICC_Profile profile) {
        return switch (profile.getProfileClass()) {
            case ICC_Profile.CLASS_INPUT,
                    ICC_Profile.CLASS_DISPLAY,
                    ICC_Profile.CLASS_OUTPUT,
                    ICC_Profile.CLASS_COLORSPACECONVERSION -> true;
            default -> false;
        };
    }

    private static boolean hasType(ICC_Profile profile, int channels) {
        int expected = switch (channels) {
            case 1 -> ColorSpace.TYPE_GRAY;
            case RGB -> ColorSpace.TYPE_RGB;
            default -> ColorSpace.TYPE_CMYK;
        };
        return profile.getColorSpaceType() == expected;
    }

    @Override
    public void convert(int[] pixels) {
        var samples = new byte[pixels.length * channels];
        for (int i = 0, at = 0; i < pixels.length; i++) {
            for (int shift = 16; shift > 16 - Byte.SIZE * channels; shift -= Byte.SIZE) {
                samples[at++] = (byte) (pixels[i] >> shift);
            }
        }
        var converted = convertSamples(samples);
        for (int i = 0, at = 0; i < pixels.length; i++, at += RGB) {
            pixels[i] = (pixels[i] & 0xff000000)
                    | (converted[at] & 0xff) << 16
                    | (converted[at + 1] & 0xff) << 8
                    | (converted[at + 2] & 0xff);
        }
    }

    /** Returns red, green and blue of each pixel. The next call reuses the array. */
    byte[] convertSamples(byte[] samples) {
        int pixels = samples.length / channels;
        if (from.getWidth() != pixels) {
            from = row(pixels, channels);
            to = row(pixels, RGB);
        }
        System.arraycopy(samples, 0, bytes(from), 0, samples.length);
        conversion.filter(from, to);
        return bytes(to);
    }

    private static WritableRaster row(int pixels, int channels) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, pixels, 1, channels, null);
    }

    private static byte[] bytes(Raster row) {
        return ((DataBufferByte) row.getDataBuffer()).getData();
    }
}
