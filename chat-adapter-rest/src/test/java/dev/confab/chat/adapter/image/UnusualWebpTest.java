package dev.confab.chat.adapter.image;

import static dev.confab.chat.adapter.image.UnusualImages.assertDamaged;
import static dev.confab.chat.adapter.image.UnusualImages.assertLooks;
import static dev.confab.chat.adapter.image.UnusualImages.cut;
import static dev.confab.chat.adapter.image.UnusualImages.decoded;
import static dev.confab.chat.adapter.image.UnusualImages.profile;
import static dev.confab.chat.adapter.image.UnusualImages.read;
import static dev.confab.chat.adapter.image.UnusualImages.swapped;
import static dev.confab.chat.adapter.image.Uploads.part;
import static dev.confab.chat.adapter.image.Uploads.riff;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Image.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebP images with color profiles, animation or damage. */
class UnusualWebpTest {

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
    void webpWithIgnoredProfileIsKept(int flags) {
        var profile = flags == 0 ? swapped() : "x".repeat(300);
        var picture = read(
                riff(Uploads.canvas(flags, 40, 30), part("ICCP", profile), part("VP8L", Uploads.webpPixels(40, 30))));
        assertThat(picture.file().format()).isEqualTo(Format.WEBP);
        assertLooks(picture, 0.5, 0.5, "d04020");
    }

    @Test
    void animatedWebpWithProfileBecomesAnimatedPng() {
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

    /** Data after the image may be missing, whatever the length in the header says. */
    @Test
    void truncatedWebpWithCompleteImageIsAccepted() {
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
    void thumbnailOfAnimatedWebpIsFirstFrameInPlace() {
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
}
