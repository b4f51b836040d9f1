package dev.confab.chat.adapter.image;

import static dev.confab.chat.adapter.image.Uploads.bytes;
import static dev.confab.chat.adapter.image.Uploads.chunk;
import static dev.confab.chat.adapter.image.Uploads.part;
import static dev.confab.chat.adapter.image.Uploads.segment;
import static dev.confab.chat.adapter.image.Uploads.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.user.UserId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Files and assertions that the tests of unusual images share. */
final class UnusualImages {

    static final int STEPS = 6;

    static final String GREEN = "00ff00";

    static ProcessedImage read(byte[] file) {
        return new SafeCodec(1L << 28, InstantSource.system())
                .read(new UserId(UUID.randomUUID()), new ByteArrayInputStream(file));
    }

    static byte[] file(String name) {
        try (var resource = UnusualJpegTest.class.getResourceAsStream("/pictures/" + name)) {
            return resource.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static BufferedImage decoded(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Asserts the color at the same place of both renditions, within a few steps. Opaque images must stay opaque. */
    static void assertLooks(ProcessedImage picture, double x, double y, String color) {
        for (var rendition :
                new byte[][] {picture.file().bytes(), picture.thumbnail().bytes()}) {
            var seen = decoded(rendition);
            int pixel = seen.getRGB((int) (x * seen.getWidth()), (int) (y * seen.getHeight()));
            int expected = Integer.parseInt(color, 16);
            assertThat(pixel >>> 24).isEqualTo(0xff);
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat(pixel >> shift & 0xff)
                        .as("%06x instead of %s", pixel & 0xffffff, color)
                        .isBetween((expected >> shift & 0xff) - STEPS, (expected >> shift & 0xff) + STEPS);
            }
        }
    }

    static byte[] jpeg(String name, String... segments) {
        var whole = text(file(name));
        int tables = whole.indexOf("\u00ff\u00db");
        return bytes("\u00ff\u00d8" + String.join("", segments) + whole.substring(tables));
    }

    static String adobe(int transform) {
        return text(segment(0xee, "Adobe\0d\0\0\0\0" + (char) transform));
    }

    static String profile(int number, int count, String part) {
        return text(segment(0xe2, "ICC_PROFILE\0" + (char) number + (char) count + part));
    }

    /** Returns a profile that swaps red and green. */
    static String swapped() {
        var jpeg = text(file("icc-swapped.jpg"));
        int start = jpeg.indexOf("ICC_PROFILE\0");
        int length = jpeg.charAt(start - 2) << 8 | jpeg.charAt(start - 1);
        return jpeg.substring(start + 14, start - 2 + length);
    }

    static String packed(String data) {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            out.write(bytes(data));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text(packed.toByteArray());
    }

    static byte[] icc(String profile) {
        return chunk("iCCP", "x\0\0" + packed(profile));
    }

    static void assertDamaged(byte[] file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(Refusal.Invalid.class);
    }

    static byte[] cut(byte[] file, int missing) {
        return Arrays.copyOf(file, file.length - missing);
    }

    static int frame(PngParts.Parts parts, int number) {
        var frame = parts.frames().all().get(number);
        var file = parts.picture().frame(frame.control().size(), frame.pixels()).file();
        return decoded(file).getRGB(3, 3);
    }

    private UnusualImages() {}
}
