package dev.confab.chat.adapter.image;

import static dev.confab.chat.adapter.image.UnusualImages.GREEN;
import static dev.confab.chat.adapter.image.UnusualImages.adobe;
import static dev.confab.chat.adapter.image.UnusualImages.assertDamaged;
import static dev.confab.chat.adapter.image.UnusualImages.assertLooks;
import static dev.confab.chat.adapter.image.UnusualImages.file;
import static dev.confab.chat.adapter.image.UnusualImages.icc;
import static dev.confab.chat.adapter.image.UnusualImages.jpeg;
import static dev.confab.chat.adapter.image.UnusualImages.profile;
import static dev.confab.chat.adapter.image.UnusualImages.read;
import static dev.confab.chat.adapter.image.UnusualImages.swapped;
import static dev.confab.chat.adapter.image.Uploads.bytes;
import static dev.confab.chat.adapter.image.Uploads.joined;
import static dev.confab.chat.adapter.image.Uploads.segment;
import static dev.confab.chat.adapter.image.Uploads.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.confab.chat.domain.room.Image.Format;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG images with unusual channels or damage. The expected colors were read out of Chromium. */
class UnusualJpegTest {

    private static final String RED = "ff0000";

    private static final String JFIF = text(segment(0xe0, "JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0"));

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

    /** The last scans only refine, so only their number shows that some are missing. */
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
}
