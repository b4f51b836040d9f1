package dev.confab.chat.adapter.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Uploaded files, built byte by byte where necessary. */
final class Uploads {

    /** Metadata that must be removed. */
    static final String SECRET = "GPS 52.5200N 13.4050E";

    private static final int RED = 0xffd02020;
    private static final int BLUE = 0xff2020d0;

    private Uploads() {}

    /** Returns an image with a red left half, a blue right half and a white upper left corner. */
    static BufferedImage drawn(int width, int height, int type) {
        var picture = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, x < width / 2 ? RED : BLUE);
            }
        }
        for (int y = 0; y < height / 4; y++) {
            for (int x = 0; x < width / 4; x++) {
                picture.setRGB(x, y, 0xffffffff);
            }
        }
        return picture;
    }

    static byte[] encoded(BufferedImage picture, String format) {
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, out)) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] png(int width, int height) {
        return encoded(drawn(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    /** Returns the header of a large image without pixels. */
    static byte[] hugePng(long width, long height) {
        var header = new byte[8];
        for (int i = 0; i < 4; i++) {
            header[i] = (byte) (width >> (24 - 8 * i));
            header[4 + i] = (byte) (height >> (24 - 8 * i));
        }
        return joined(
                bytes(PngChunks.SIGNATURE),
                chunk("IHDR", text(header) + "\u0008\u0002\0\0\0"),
                chunk("IDAT", "x"),
                chunk("IEND", ""));
    }

    static byte[] jpeg(int width, int height) {
        return encoded(drawn(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    static byte[] progressiveJpeg(int width, int height) {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            var settings = writer.getDefaultWriteParam();
            settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(drawn(width, height, BufferedImage.TYPE_INT_RGB), null, null), settings);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** Returns a JPEG with a location and an orientation in its Exif. */
    static byte[] photo(int width, int height, int orientation) {
        var jpeg = jpeg(width, height);
        return spliced(jpeg, 2, segment(0xe1, "Exif\0\0" + exif(orientation)));
    }

    /** Returns a TIFF with the orientation and, as the camera maker, the secret. */
    static String exif(int orientation) {
        return "MM\0*\0\0\0\u0008" + "\0\u0002"
                + "\u0001\u000f\0\u0002\0\0\0" + (char) SECRET.length() + "\0\0\0&"
                + "\u0001\u0012\0\u0003\0\0\0\u0001\0" + (char) orientation + "\0\0"
                + "\0\0\0\0" + SECRET;
    }

    static byte[] segment(int marker, String data) {
        int length = data.length() + 2;
        return bytes("\u00ff" + (char) marker + (char) (length >> 8) + (char) (length & 0xff) + data);
    }

    /** Returns a chunk of a PNG. */
    static byte[] chunk(String type, String data) {
        var sum = new CRC32();
        sum.update(bytes(type + data));
        return bytes(big32(data.length()) + type + data + big32(sum.getValue()));
    }

    private static String big32(long value) {
        return "" + (char) (value >> 24 & 0xff) + (char) (value >> 16 & 0xff) + (char) (value >> 8 & 0xff)
                + (char) (value & 0xff);
    }

    /** Returns an extension of a GIF with one block of data. */
    static byte[] extension(int label, String data) {
        return bytes("!" + (char) label + (char) data.length() + data + "\0");
    }

    /** Returns an animated GIF with frames of one color each, which repeats and shows each frame for half a second. */
    static byte[] animatedGif(int width, int height, int frames) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(screen(width, height));
        out.writeBytes(bytes("!\u00ff\u000bNETSCAPE2.0\u0003\u0001\0\0\0"));
        for (int frame = 0; frame < frames; frame++) {
            out.writeBytes(bytes("!\u00f9\u0004\u00082\0\0\0"));
            out.writeBytes(frame(0, 0, width, height, frame % 4));
        }
        out.write(';');
        return out.toByteArray();
    }

    /** Returns the start of a GIF with black, red, green and blue. */
    static byte[] screen(int width, int height) {
        return bytes("GIF89a" + little16(width) + little16(height) + "\u0081\0\0\0\0\0\u00ff\0\0\0\u00ff\0\0\0\u00ff");
    }

    /** Returns a frame of one color. Each pixel is a three-bit code after a clear code. */
    static byte[] frame(int left, int top, int width, int height, int color) {
        var codes = new Codes();
        for (int pixel = 0; pixel < width * height; pixel++) {
            codes.add(4).add(color);
        }
        codes.add(5);
        var out = new ByteArrayOutputStream();
        out.writeBytes(bytes("," + little16(left) + little16(top) + little16(width) + little16(height) + "\0\u0002"));
        out.writeBytes(codes.blocks());
        return out.toByteArray();
    }

    private static String little16(int value) {
        return "" + (char) (value & 0xff) + (char) (value >> 8);
    }

    /** Returns a lossless WebP of one color. Every code has a single entry, so pixels take no bits. */
    static byte[] webp(int width, int height) {
        return riff(part("VP8L", webpPixels(width, height)));
    }

    static String webpPixels(int width, int height) {
        var bits = new Codes();
        bits.add(width - 1, 14).add(height - 1, 14).add(1, 1).add(0, 3);
        bits.add(0, 1).add(0, 1).add(0, 1); // no transform, no color cache, one group of codes
        for (int symbol : new int[] {0x40, 0xd0, 0x20, 0xff, 0}) {
            bits.add(1, 1).add(0, 1).add(1, 1).add(symbol, 8);
        }
        return "/" + new String(bits.bytes(), ISO_8859_1);
    }

    static byte[] part(String type, String data) {
        int length = data.length();
        return bytes(type + little16(length & 0xffff) + little16(length >> 16) + data + (length % 2 == 1 ? "\0" : ""));
    }

    static byte[] riff(byte[]... parts) {
        var all = joined(parts);
        int length = all.length + 4;
        return joined(bytes("RIFF" + little16(length & 0xffff) + little16(length >> 16) + "WEBP"), all);
    }

    static String little24(int value) {
        return "" + (char) (value & 0xff) + (char) (value >> 8 & 0xff) + (char) (value >> 16 & 0xff);
    }

    /** Returns the canvas of a WebP. */
    static byte[] canvas(int flags, int width, int height) {
        return part("VP8X", (char) flags + "\0\0\0" + little24(width - 1) + little24(height - 1));
    }

    /** Returns a frame of an animated WebP. */
    static byte[] webpFrame(int left, int top, int width, int height) {
        return part(
                "ANMF",
                little24(left / 2) + little24(top / 2) + little24(width - 1) + little24(height - 1) + little24(100)
                        + "\0" + new String(part("VP8L", webpPixels(width, height)), ISO_8859_1));
    }

    /** Returns one lossy pixel, encoded by libwebp. */
    static byte[] lossyWebp() {
        return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    }

    /** Returns one lossy pixel with transparency, encoded by libwebp. */
    static byte[] lossyWebpWithAlpha() {
        return Base64.getDecoder()
                .decode(
                        "UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR/Q9ERP8DAABWUDggGAAAABQBAJ0BKgEAAQAAAP4A"
                                + "AA3AAP7mtQAAAA==");
    }

    static byte[] spliced(byte[] file, int at, byte[] more) {
        return joined(Arrays.copyOf(file, at), more, Arrays.copyOfRange(file, at, file.length));
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

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /** A writer of bits, lowest first. */
    private static final class Codes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private long pending;
        private int count;

        Codes add(int code) {
            return add(code, 3);
        }

        Codes add(int value, int bits) {
            pending |= (long) value << count;
            count += bits;
            while (count >= 8) {
                out.write((int) pending);
                pending >>= 8;
                count -= 8;
            }
            return this;
        }

        byte[] bytes() {
            if (count > 0) {
                out.write((int) pending);
            }
            return out.toByteArray();
        }

        byte[] blocks() {
            var all = bytes();
            var blocks = new ByteArrayOutputStream();
            for (int at = 0; at < all.length; at += 255) {
                int length = Math.min(255, all.length - at);
                blocks.write(length);
                blocks.write(all, at, length);
            }
            blocks.write(0);
            return blocks.toByteArray();
        }
    }
}
