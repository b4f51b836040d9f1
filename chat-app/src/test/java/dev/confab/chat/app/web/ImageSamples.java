package dev.confab.chat.app.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Image files of all formats with four different corners, and with the features that decoders disagree about. */
final class ImageSamples {

    static final int WIDTH = 64;
    static final int HEIGHT = 40;

    private ImageSamples() {}

    static BufferedImage drawn(int type) {
        var picture = new BufferedImage(WIDTH, HEIGHT, type);
        var brush = picture.createGraphics();
        brush.setPaint(new GradientPaint(0, 0, new Color(220, 40, 30), WIDTH, HEIGHT, new Color(20, 60, 210)));
        brush.fillRect(0, 0, WIDTH, HEIGHT);
        brush.setColor(new Color(30, 180, 60));
        brush.fillRect(WIDTH - 16, 0, 16, 10);
        brush.setColor(new Color(250, 240, 200));
        brush.fillRect(0, HEIGHT - 10, 16, 10);
        brush.dispose();
        return picture;
    }

    static byte[] encoded(BufferedImage picture, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** @param chunks inserted before the pixel data */
    static byte[] png(int type, byte[]... chunks) {
        return inserted(encoded(drawn(type), "png"), 33, chunks);
    }

    /** @param segments inserted before all others, including the writer's JFIF segment */
    static byte[] jpeg(byte[]... segments) {
        return inserted(encoded(drawn(BufferedImage.TYPE_INT_RGB), "jpeg"), 2, segments);
    }

    /** Returns a JPEG without the segments that declare its channels. */
    static byte[] bareJpeg(byte[]... segments) {
        var file = encoded(drawn(BufferedImage.TYPE_INT_RGB), "jpeg");
        int tables = new String(file, ISO_8859_1).indexOf("\u00ff\u00db");
        return joined(bytes("\u00ff\u00d8"), joined(segments), Arrays.copyOfRange(file, tables, file.length));
    }

    static byte[] progressiveJpeg() {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            var settings = writer.getDefaultWriteParam();
            settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(drawn(BufferedImage.TYPE_INT_RGB), null, null), settings);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** Returns a CMYK JPEG, inverted as Adobe's programs write it. */
    static byte[] inks(byte[]... segments) {
        var channels = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 4, null);
        var colors = drawn(BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                var color = new Color(colors.getRGB(x, y));
                channels.setPixel(x, y, new int[] {color.getRed(), color.getGreen(), color.getBlue(), 200});
            }
        }
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(channels, null, null), null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return inserted(out.toByteArray(), 2, segments);
    }

    static byte[] segment(int marker, String data) {
        int length = data.length() + 2;
        return bytes("\u00ff" + (char) marker + (char) (length >> 8) + (char) (length & 0xff) + data);
    }

    static byte[] adobe(int transform) {
        return segment(0xee, "Adobe\0d\0\0\0\0" + (char) transform);
    }

    static String exif(int orientation) {
        return "MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0" + (char) orientation + "\0\0\0\0\0\0";
    }

    static byte[] turned(int orientation) {
        return segment(0xe1, "Exif\0\0" + exif(orientation));
    }

    /** Returns an sRGB profile with red and green exchanged. */
    static String swappedProfile() {
        var profile = ICC_Profile.getInstance(
                ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        var red = profile.getData(ICC_Profile.icSigRedColorantTag);
        profile.setData(ICC_Profile.icSigRedColorantTag, profile.getData(ICC_Profile.icSigGreenColorantTag));
        profile.setData(ICC_Profile.icSigGreenColorantTag, red);
        return new String(profile.getData(), ISO_8859_1);
    }

    static byte[] chunk(String type, String data) {
        var sum = new CRC32();
        sum.update(bytes(type + data));
        return bytes(big32(data.length()) + type + data + big32(sum.getValue()));
    }

    static byte[] numbers(String type, long... numbers) {
        var data = new StringBuilder();
        for (long number : numbers) {
            data.append(big32(number));
        }
        return chunk(type, data.toString());
    }

    static String big32(long value) {
        return "" + (char) (value >> 24 & 0xff) + (char) (value >> 16 & 0xff) + (char) (value >> 8 & 0xff)
                + (char) (value & 0xff);
    }

    static String packed(String data) {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            out.write(bytes(data));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toString(ISO_8859_1);
    }

    /** Returns three frames: the full picture, a part that is cleared again, and a part drawn over the first. */
    static byte[] apng(int type, byte[]... chunks) {
        var whole = encoded(drawn(type), "png");
        var part = new BufferedImage(20, 12, type);
        var brush = part.createGraphics();
        brush.setColor(Color.ORANGE);
        brush.fillRect(0, 0, 20, 6);
        brush.dispose();
        var small = pixels(encoded(part, "png"));
        return joined(
                Arrays.copyOf(whole, 33),
                joined(chunks),
                numbers("acTL", 3, 0),
                control(0, WIDTH, HEIGHT, 0, 0, 0, 0),
                chunk("IDAT", pixels(whole)),
                control(1, 20, 12, 30, 4, 1, 0),
                chunk("fdAT", big32(2) + small),
                control(3, 20, 12, 4, 20, 0, 1),
                chunk("fdAT", big32(4) + small),
                chunk("IEND", ""));
    }

    private static byte[] control(int number, int width, int height, int left, int top, int disposal, int blending) {
        return chunk(
                "fcTL",
                big32(number) + big32(width) + big32(height) + big32(left) + big32(top) + "\0\n\0d" + (char) disposal
                        + (char) blending);
    }

    private static String pixels(byte[] png) {
        var file = new String(png, ISO_8859_1);
        int start = file.indexOf("IDAT");
        int length = file.charAt(start - 2) << 8 | file.charAt(start - 1);
        return file.substring(start + 4, start + 4 + length);
    }

    /** Returns a WebP file with one picture on a larger canvas. */
    static byte[] extendedWebp(byte[] simple, int flags, String type, String data) {
        var file = new String(simple, ISO_8859_1);
        int start = 12;
        if (file.startsWith("VP8X", 12)) {
            start = 30;
        }
        var canvas = "VP8X" + little32(10) + (char) (flags | (start == 30 ? file.charAt(20) : 0)) + "\0\0\0"
                + little32(WIDTH - 1).substring(0, 3) + little32(HEIGHT - 1).substring(0, 3);
        var more = type + little32(data.length()) + data + (data.length() % 2 == 1 ? "\0" : "");
        boolean isProfile = type.equals("ICCP");
        var parts = "WEBP" + canvas + (isProfile ? more : "") + file.substring(start) + (isProfile ? "" : more);
        return bytes("RIFF" + little32(parts.length()) + parts);
    }

    private static String little32(long value) {
        return new StringBuilder(big32(value)).reverse().toString();
    }

    static byte[] inserted(byte[] file, int at, byte[]... parts) {
        return joined(Arrays.copyOf(file, at), joined(parts), Arrays.copyOfRange(file, at, file.length));
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static byte[] cut(byte[] file, int missing) {
        return Arrays.copyOf(file, file.length - missing);
    }
}
