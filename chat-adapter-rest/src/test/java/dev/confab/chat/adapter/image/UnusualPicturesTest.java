package dev.confab.chat.adapter.image;

import static dev.confab.chat.adapter.image.Uploads.bytes;
import static dev.confab.chat.adapter.image.Uploads.chunk;
import static dev.confab.chat.adapter.image.Uploads.joined;
import static dev.confab.chat.adapter.image.Uploads.part;
import static dev.confab.chat.adapter.image.Uploads.riff;
import static dev.confab.chat.adapter.image.Uploads.segment;
import static dev.confab.chat.adapter.image.Uploads.spliced;
import static dev.confab.chat.adapter.image.Uploads.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image.Format;
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
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that browsers show, and what they show; each expected color was read out of Chromium. */
class UnusualPicturesTest {

    private static final int STEPS = 6;
    private static final String GREEN = "00ff00";
    private static final String RED = "ff0000";

    private static final String JFIF = text(segment(0xe0, "JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0"));

    private static ProcessedImage read(byte[] file) {
        return new SafeCodec(1L << 28, InstantSource.system())
                .read(new UserId(UUID.randomUUID()), new ByteArrayInputStream(file));
    }

    private static byte[] file(String name) {
        try (var resource = UnusualPicturesTest.class.getResourceAsStream("/pictures/" + name)) {
            return resource.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static BufferedImage decoded(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Checks both renditions, at the same place, within a few steps; opaque ones have to stay so. */
    private static void assertLooks(ProcessedImage picture, double x, double y, String color) {
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

    // --- JPEG ------------------------------------------------------------------------------------------------------

    private static byte[] jpeg(String name, String... segments) {
        var whole = text(file(name));
        int tables = whole.indexOf("\u00ff\u00db");
        return bytes("\u00ff\u00d8" + String.join("", segments) + whole.substring(tables));
    }

    private static String adobe(int transform) {
        return text(segment(0xee, "Adobe\0d\0\0\0\0" + (char) transform));
    }

    private static String profile(int number, int count, String part) {
        return text(segment(0xe2, "ICC_PROFILE\0" + (char) number + (char) count + part));
    }

    /** The profile in which red and green are exchanged. */
    private static String swapped() {
        var jpeg = text(file("icc-swapped.jpg"));
        int start = jpeg.indexOf("ICC_PROFILE\0");
        int length = jpeg.charAt(start - 2) << 8 | jpeg.charAt(start - 1);
        return jpeg.substring(start + 14, start - 2 + length);
    }

    static Stream<Arguments> jpegs() {
        var icc = swapped();
        var plain = "icc-swapped.jpg";
        return Stream.of(
                arguments("YCCK", file("cmyk.jpg"), "fe0000", "0000fe"),
                arguments("YCCK with JFIF", jpeg("cmyk.jpg", JFIF, adobe(2)), "fe0000", "0000fe"),
                arguments("CMYK, transform 0", jpeg("cmyk.jpg", adobe(0)), "b3ab01", "e20195"),
                arguments("CMYK, no marker", jpeg("cmyk.jpg"), "b3ab01", "e20195"),
                arguments("CMYK with JFIF alone", jpeg("cmyk.jpg", JFIF), "b3ab01", "e20195"),
                arguments(
                        "CMYK with a profile of RGB",
                        jpeg("cmyk.jpg", adobe(2), profile(1, 1, icc)),
                        "fe0000",
                        "0000fe"),
                arguments("JFIF and Adobe", file("jfif-and-adobe0.jpg"), RED, RED),
                arguments("Adobe and JFIF", jpeg(plain, adobe(0), JFIF), RED, RED),
                arguments("no marker", jpeg(plain), RED, RED),
                arguments("Adobe's RGB", jpeg(plain, adobe(0)), "4c55ff", "4c55ff"),
                arguments("a strange transform", jpeg(plain, adobe(2)), RED, RED),
                arguments("profile", file(plain), GREEN, GREEN),
                arguments(
                        "profile in parts",
                        jpeg(plain, JFIF, profile(2, 2, icc.substring(200)), profile(1, 2, icc.substring(0, 200))),
                        GREEN,
                        GREEN),
                arguments("half a profile", jpeg(plain, JFIF, profile(1, 1, icc.substring(0, 300))), RED, RED),
                arguments("a part is missing", jpeg(plain, JFIF, profile(1, 2, icc)), RED, RED),
                arguments("no profile at all", jpeg(plain, JFIF, profile(1, 1, "xxxx")), RED, RED),
                arguments("bytes between", jpeg(plain, JFIF, "\0\0stray\u00ff\0"), RED, RED),
                arguments("fill before a marker", jpeg(plain, "\u00ff\u00ff\u00ff", JFIF), RED, RED),
                arguments("markers without data", jpeg(plain, JFIF, "\u00ff\u0001\u00ff\u00d0"), RED, RED),
                arguments("no end", file("jpeg-without-eoi.jpg"), "fe0000", "0000fe"),
                arguments("half an end", joined(file("jpeg-without-eoi.jpg"), bytes("\u00ff")), "fe0000", "0000fe"),
                arguments(
                        "fill before the end",
                        joined(file("jpeg-without-eoi.jpg"), bytes("\u00ff\u00ff\u00ff\u00d9")),
                        "fe0000",
                        "0000fe"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jpegs")
    void jpegLooksAsInABrowser(String name, byte[] file, String first, String last) {
        var picture = read(file);
        assertThat(picture.file().format()).isEqualTo(Format.JPEG);
        assertThat(picture.thumbnail().format()).isEqualTo(Format.JPEG);
        assertLooks(picture, 0.02, 0.02, first);
        assertLooks(picture, 0.98, 0.98, last);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20, 100})
    void jpegCutInItsPixelsIsRefused(int missing) {
        var whole = file("jpeg-without-eoi.jpg");
        assertDamaged(Arrays.copyOf(whole, whole.length - missing));
    }

    /** The last scans refine what is there already, so that only a count of them shows that some are missing. */
    @Test
    void progressiveJpegWithoutItsLastScansIsRefused() {
        var whole = text(Uploads.progressiveJpeg(64, 48));
        assertThat(read(bytes(whole.substring(0, whole.length() - 2))).width()).isEqualTo(64);
        for (int scan = whole.lastIndexOf("\u00ff\u00da");
                scan > 0;
                scan = whole.lastIndexOf("\u00ff\u00da", scan - 1)) {
            assertDamaged(bytes(whole.substring(0, scan)));
        }
    }

    @Test
    void theFirstOrientationCounts() {
        var picture = read(jpeg(
                "icc-swapped.jpg",
                text(segment(0xe1, "Exif\0\0" + Uploads.exif(6))),
                text(segment(0xe1, "Exif\0\0" + Uploads.exif(3)))));
        assertThat(picture.width()).isEqualTo(40);
    }

    // --- PNG -------------------------------------------------------------------------------------------------------

    /** The color 64320a all over. */
    private static byte[] png(byte[]... chunks) {
        return joined(
                bytes(PngChunks.SIGNATURE),
                chunk("IHDR", "\0\0\0\u0014\0\0\0\n\u0008\u0002\0\0\0"),
                joined(chunks),
                chunk("IDAT", packed(("\0" + "d2\n".repeat(20)).repeat(10))),
                chunk("IEND", ""));
    }

    private static String packed(String data) {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            out.write(bytes(data));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text(packed.toByteArray());
    }

    private static byte[] numbers(String type, long... numbers) {
        var data = new StringBuilder();
        for (long number : numbers) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                data.append((char) (number >> shift & 0xff));
            }
        }
        return chunk(type, data.toString());
    }

    private static byte[] gamma(long gamma) {
        return numbers("gAMA", gamma);
    }

    private static byte[] icc(String profile) {
        return chunk("iCCP", "x\0\0" + packed(profile));
    }

    private static byte[] spoilt(byte[] chunk) {
        var spoilt = chunk.clone();
        spoilt[spoilt.length - 1] ^= 1;
        return spoilt;
    }

    static Stream<Arguments> pngs() {
        var srgb = numbers("cHRM", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000);
        var wide = numbers("cHRM", 31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000);
        var icc = icc(swapped());
        var linear = gamma(100_000);
        var whole = png();
        return Stream.of(
                arguments("nothing said", whole, "64320a"),
                arguments("usual gamma", png(gamma(45_455)), "64320a"),
                arguments("usual gamma and primaries", png(gamma(45_455), srgb), "642e03"),
                arguments("linear", png(linear), "a87a38"),
                arguments("other gamma", png(gamma(55_556)), "77410a"),
                arguments("no gamma", png(gamma(0)), "64320a"),
                arguments("least gamma", png(gamma(1)), "000000"),
                arguments("largest gamma", png(gamma(0x7fffffff)), "ffffff"),
                arguments("primaries alone", png(wide), "64320a"),
                arguments("primaries and gamma", png(gamma(45_455), wide), "6c2a00"),
                arguments("no primaries", png(linear, numbers("cHRM", 0, 0, 0, 0, 0, 0, 0, 0)), "a87a38"),
                arguments("sRGB before gamma", png(chunk("sRGB", "\0"), linear), "64320a"),
                arguments("profile", png(icc), "2e6403"),
                arguments("profile before sRGB", png(icc, chunk("sRGB", "\0")), "2e6403"),
                arguments("profile with a wrong checksum", png(spoilt(icc)), "64320a"),
                arguments("profile that cannot be unpacked", png(chunk("iCCP", "x\0\0xxxxxx"), linear), "a87a38"),
                arguments("what is no profile", png(icc("y".repeat(500)), linear), "a87a38"),
                arguments("profile that unpacks to 40 MB", png(icc("\0".repeat(40 << 20)), linear), "a87a38"),
                arguments("profile without a name", png(chunk("iCCP", "\0\0" + packed(swapped()))), "64320a"),
                arguments("coded P3", png(chunk("cICP", "\u000c\r\0\u0001")), "6c2f00"),
                arguments("coded linear", png(chunk("cICP", "\u0001\u0008\0\u0001")), "a87a38"),
                arguments("note with a wrong checksum", png(spoilt(chunk("tEXt", "a\0b"))), "64320a"),
                arguments(
                        "transparency with a wrong checksum", png(spoilt(chunk("tRNS", "\0d\0" + "2\0\n"))), "64320a"),
                arguments("no end, a note cut", joined(cut(whole, 12), cut(chunk("tEXt", "a\0bcdef"), 6)), "64320a"),
                arguments("no checksum of pixels", cut(whole, 16), "64320a"),
                arguments("no checksum of the stream", cut(whole, 20), "64320a"),
                arguments(
                        "wrong checksum of pixels", joined(cut(whole, 16), bytes("abcd"), chunk("IEND", "")), "64320a"),
                arguments("wrong checksum of the end", spoilt(whole), "64320a"),
                arguments("wrong checksum of the stream", withWrongStreamEnd(), "64320a"),
                arguments("bytes behind the end", joined(whole, bytes("garbage")), "64320a"));
    }

    private static byte[] cut(byte[] file, int missing) {
        return Arrays.copyOf(file, file.length - missing);
    }

    private static byte[] withWrongStreamEnd() {
        var stream = packed(("\0" + "d2\n".repeat(20)).repeat(10));
        return joined(
                bytes(PngChunks.SIGNATURE),
                chunk("IHDR", "\0\0\0\u0014\0\0\0\n\u0008\u0002\0\0\0"),
                chunk("IDAT", stream.substring(0, stream.length() - 4) + "\0\0\0\0"),
                chunk("IEND", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pngs")
    void pngLooksAsInABrowser(String name, byte[] file, String color) {
        var picture = read(file);
        assertThat(picture.file().format()).isEqualTo(Format.PNG);
        assertThat(text(picture.file().bytes())).doesNotContain("gAMA", "cHRM", "iCCP", "cICP");
        assertLooks(picture, 0.5, 0.5, color);
    }

    @Test
    void pngPictureOfTheFirstSortsLooksAsInABrowser() {
        assertLooks(read(file("icc-swapped.png")), 0.5, 0.5, GREEN);
        assertLooks(read(file("png-without-iend.png")), 0.5, 0.01, "fe0001");
        assertLooks(read(file("png-without-iend.png")), 0.99, 0.99, "0000ff");
    }

    /** White of standard range is 203 candela, which is 58 % of the signal. */
    @Test
    void highDynamicRangeIsCutAtWhite() {
        var curve = Curves.numbered(16);
        assertThat(curve.applyAsDouble(0)).isZero();
        assertThat(curve.applyAsDouble(0.5807)).isCloseTo(1, within(0.01));
        assertThat(curve.applyAsDouble(1)).isCloseTo(10_000 / 203.0, within(0.01));
    }

    @Test
    void paletteIsConvertedAndStaysOne() {
        var file = joined(
                bytes(PngChunks.SIGNATURE),
                chunk("IHDR", "\0\0\0\u0014\0\0\0\n\u0008\u0003\0\0\0"),
                gamma(100_000),
                chunk("PLTE", "d2\n"),
                chunk("IDAT", packed("\0".repeat(210))),
                chunk("IEND", ""));
        var picture = read(file);
        assertThat(text(picture.file().bytes())).contains("PLTE");
        assertLooks(picture, 0.5, 0.5, "a87a38");
    }

    @Test
    void pngCutInItsPixelsIsRefused() {
        var whole = Uploads.png(64, 48);
        for (int missing = 26; missing < whole.length - 8; missing++) {
            assertDamaged(cut(whole, missing));
        }
    }

    // --- APNG ------------------------------------------------------------------------------------------------------

    @Test
    void animatedPngKeepsMoving() {
        var picture = read(file("apng.png"));
        var parts = PngParts.read(picture.file().bytes());
        assertThat(parts.frames().all()).hasSize(2);
        assertThat(parts.frames().plays())
                .isEqualTo(PngParts.read(file("apng.png")).frames().plays());
        assertThat(frame(parts, 0)).isEqualTo(0xffff0000);
        assertThat(frame(parts, 1)).isEqualTo(0xff0000ff);
        assertThat(decoded(picture.thumbnail().bytes()).getWidth()).isEqualTo(20);
        assertThat(text(picture.file().bytes())).doesNotContain("tEXt");
    }

    private static int frame(PngParts.Parts parts, int number) {
        var frame = parts.frames().all().get(number);
        var file = parts.picture().frame(frame.control().size(), frame.pixels()).file();
        return decoded(file).getRGB(3, 3);
    }

    @Test
    void animatedPngIsTurnedFrameByFrame() {
        var apng = file("apng.png");
        var picture = read(spliced(apng, 33, chunk("eXIf", Uploads.exif(6))));
        assertThat(picture.width()).isEqualTo(10);
        assertThat(picture.height()).isEqualTo(20);
        assertThat(PngParts.read(picture.file().bytes()).frames().all()).hasSize(2);
    }

    @Test
    void animatedPngCutInALaterFrameIsRefused() {
        var apng = file("apng.png");
        assertThat(read(cut(apng, 12)).width()).isEqualTo(20);
        assertDamaged(cut(apng, 30));
        int second = text(apng).lastIndexOf("fcTL") - 4;
        assertDamaged(Arrays.copyOf(apng, second));
    }

    // --- GIF -------------------------------------------------------------------------------------------------------

    static Stream<Arguments> gifs() {
        var two = cut(Uploads.film(20, 10, 2), 1);
        return Stream.of(
                arguments("no end", file("gif-without-trailer.gif"), 3),
                arguments("no end of the pixels", cut(two, 1), 2),
                arguments("note cut", joined(two, bytes("!\u00fe abc")), 2),
                arguments("control cut", joined(two, bytes("!\u00f9\u0004")), 2),
                arguments("stray bytes behind frames", joined(two, bytes("xyz")), 2),
                arguments("bytes behind the end", joined(two, bytes(";xyz")), 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gifs")
    void gifKeepsItsFrames(String name, byte[] file, int frames) {
        assertThat(GifParts.film(read(file).file().bytes()).frames()).hasSize(frames);
    }

    @Test
    void gifCutInItsPixelsIsRefused() {
        var whole = joined(Uploads.screen(20, 10), Uploads.frame(0, 0, 20, 10, 1));
        assertThat(read(cut(whole, 1)).width()).isEqualTo(20);
        for (int missing = 4; missing < whole.length - 23; missing++) {
            assertDamaged(cut(whole, missing));
        }
    }

    // --- WebP ------------------------------------------------------------------------------------------------------

    private static final String SEEN_THROUGH_PROFILE = "3ed11a";

    @Test
    void webpWithAProfileIsConverted() {
        var picture = read(
                riff(Uploads.canvas(0x20, 40, 30), part("ICCP", swapped()), part("VP8L", Uploads.webpPixels(40, 30))));
        assertThat(picture.file().format()).isEqualTo(Format.JPEG);
        assertLooks(picture, 0.5, 0.5, SEEN_THROUGH_PROFILE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x20})
    void webpWhoseProfileDoesNotCountStaysAsItIs(int flags) {
        var profile = flags == 0 ? swapped() : "x".repeat(300);
        var picture = read(
                riff(Uploads.canvas(flags, 40, 30), part("ICCP", profile), part("VP8L", Uploads.webpPixels(40, 30))));
        assertThat(picture.file().format()).isEqualTo(Format.WEBP);
        assertLooks(picture, 0.5, 0.5, "d04020");
    }

    @Test
    void movingWebpWithAProfileBecomesAnAnimatedPng() {
        var picture = read(riff(
                Uploads.canvas(0x22, 40, 30),
                part("ICCP", swapped()),
                part("ANIM", "\0\0\0\0\u0005\0"),
                Uploads.webpFrame(2, 4, 20, 10),
                Uploads.webpFrame(0, 0, 40, 30)));
        assertThat(picture.file().format()).isEqualTo(Format.PNG);
        var parts = PngParts.read(picture.file().bytes());
        assertThat(parts.frames().plays()).isEqualTo(5);
        assertThat(parts.frames().all()).hasSize(2);
        assertThat(parts.frames().all().get(1).control().delay()).isEqualTo(100);
        var first = decoded(picture.file().bytes());
        assertThat(first.getRGB(0, 0) >>> 24).isZero();
        assertThat(first.getRGB(5, 6) >> 8 & 0xff).isBetween(0xcb, 0xd7);
    }

    /** What is behind the picture may be missing, whatever the length of the file is said to be. */
    @Test
    void webpWhoseLengthPromisesMoreIsTakenIfThePictureIsWhole() {
        var whole = riff(
                Uploads.canvas(0x08, 40, 30), part("VP8L", Uploads.webpPixels(40, 30)), part("XMP ", "x".repeat(30)));
        assertThat(read(cut(whole, 20)).width()).isEqualTo(40);
        assertDamaged(cut(Uploads.webp(40, 30), 2));
        var film = riff(
                Uploads.canvas(0x02, 40, 30),
                part("ANIM", "\0\0\0\0\0\0"),
                Uploads.webpFrame(0, 0, 40, 30),
                Uploads.webpFrame(0, 0, 40, 30));
        assertDamaged(cut(film, Uploads.webpFrame(0, 0, 40, 30).length));
    }

    @Test
    void thumbnailOfAMovingWebpShowsTheFirstFrameWhereItBelongs() {
        var picture = read(riff(
                Uploads.canvas(0x12, 40, 30),
                part("ANIM", "\0\0\0\0\0\0"),
                Uploads.webpFrame(20, 0, 20, 30),
                Uploads.webpFrame(0, 0, 40, 30)));
        var small = decoded(picture.thumbnail().bytes());
        assertThat(small.getWidth()).isEqualTo(40);
        assertThat(small.getRGB(5, 5) >>> 24).isZero();
        assertThat(small.getRGB(30, 5)).isEqualTo(0xffd04020);
    }

    private static void assertDamaged(byte[] file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(Refusal.Invalid.class);
    }
}
