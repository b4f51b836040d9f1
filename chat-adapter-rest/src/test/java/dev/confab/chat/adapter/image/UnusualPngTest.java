package dev.confab.chat.adapter.image;

import static dev.confab.chat.adapter.image.UnusualImages.GREEN;
import static dev.confab.chat.adapter.image.UnusualImages.assertDamaged;
import static dev.confab.chat.adapter.image.UnusualImages.assertLooks;
import static dev.confab.chat.adapter.image.UnusualImages.cut;
import static dev.confab.chat.adapter.image.UnusualImages.decoded;
import static dev.confab.chat.adapter.image.UnusualImages.file;
import static dev.confab.chat.adapter.image.UnusualImages.frame;
import static dev.confab.chat.adapter.image.UnusualImages.icc;
import static dev.confab.chat.adapter.image.UnusualImages.packed;
import static dev.confab.chat.adapter.image.UnusualImages.read;
import static dev.confab.chat.adapter.image.UnusualImages.swapped;
import static dev.confab.chat.adapter.image.Uploads.bytes;
import static dev.confab.chat.adapter.image.Uploads.chunk;
import static dev.confab.chat.adapter.image.Uploads.joined;
import static dev.confab.chat.adapter.image.Uploads.spliced;
import static dev.confab.chat.adapter.image.Uploads.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.confab.chat.domain.room.Image.Format;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PNG images with unusual color information or damage. */
class UnusualPngTest {

    /** Returns an image with the color 64320a everywhere. */
    private static byte[] png(byte[]... chunks) {
        return joined(
                bytes(PngChunks.SIGNATURE),
                chunk("IHDR", "\0\0\0\u0014\0\0\0\n\u0008\u0002\0\0\0"),
                joined(chunks),
                chunk("IDAT", packed(("\0" + "d2\n".repeat(20)).repeat(10))),
                chunk("IEND", ""));
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
    void pngOfEveryColorTypeLooksAsInBrowser() {
        assertLooks(read(file("icc-swapped.png")), 0.5, 0.5, GREEN);
        assertLooks(read(file("png-without-iend.png")), 0.5, 0.01, "fe0001");
        assertLooks(read(file("png-without-iend.png")), 0.99, 0.99, "0000ff");
    }

    /** White of standard dynamic range is 203 candela per square meter, 58 % of the signal. */
    @Test
    void highDynamicRangeIsClippedAtWhite() {
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

    @Test
    void animatedPngIsRotatedFrameByFrame() {
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
}
