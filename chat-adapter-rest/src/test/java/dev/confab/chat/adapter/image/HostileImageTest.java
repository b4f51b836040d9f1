package dev.confab.chat.adapter.image;

import static dev.confab.chat.adapter.image.SafeCodecTest.USER;
import static dev.confab.chat.adapter.image.SafeCodecTest.codec;
import static dev.confab.chat.adapter.image.SafeCodecTest.colors;
import static dev.confab.chat.adapter.image.SafeCodecTest.decoded;
import static dev.confab.chat.adapter.image.SafeCodecTest.read;
import static dev.confab.chat.adapter.image.Uploads.bytes;
import static dev.confab.chat.adapter.image.Uploads.chunk;
import static dev.confab.chat.adapter.image.Uploads.joined;
import static dev.confab.chat.adapter.image.Uploads.part;
import static dev.confab.chat.adapter.image.Uploads.riff;
import static dev.confab.chat.adapter.image.Uploads.spliced;
import static dev.confab.chat.adapter.image.Uploads.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that cost too much, are damaged or are no images. */
class HostileImageTest {

    static Stream<byte[]> bombs() {
        return Stream.of(
                Uploads.hugePng(30_000, 30_000),
                Uploads.hugePng(2_000_000_000, 1),
                hugeJpeg(),
                joined(Uploads.screen(60_000, 60_000), Uploads.frame(0, 0, 1, 1, 1), bytes(";")),
                Uploads.animatedGif(1, 1, DecodePlan.MAX_FRAMES + 1),
                manyFramesOn(5_000, 5_000, 11),
                Uploads.webp(16_000, 16_000),
                animatedWebp(5_000, 5_000, 11),
                animatedWebp(10, 10, DecodePlan.MAX_FRAMES + 1),
                manyScans());
    }

    private static byte[] hugeJpeg() {
        var jpeg = Uploads.jpeg(8, 8);
        int frame = text(jpeg).indexOf("\u00ff\u00c0");
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0x70);
        return jpeg;
    }

    private static byte[] manyFramesOn(int width, int height, int frames) {
        var parts = new byte[frames + 2][];
        Arrays.fill(parts, Uploads.frame(0, 0, 1, 1, 1));
        parts[0] = Uploads.screen(width, height);
        parts[frames + 1] = bytes(";");
        return joined(parts);
    }

    private static byte[] animatedWebp(int width, int height, int frames) {
        var parts = new byte[frames + 2][];
        Arrays.fill(parts, Uploads.webpFrame(0, 0, width, height));
        parts[0] = Uploads.canvas(0x02, width, height);
        parts[1] = part("ANIM", "\0\0\0\0\0\0");
        return riff(parts);
    }

    private static byte[] manyScans() {
        var jpeg = Uploads.jpeg(8, 8);
        int scan = text(jpeg).indexOf("\u00ff\u00da");
        var again = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        var parts = new byte[200][];
        Arrays.fill(parts, again);
        return spliced(jpeg, scan, joined(parts));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombIsRefusedBeforeDecoding(byte[] bomb) {
        var tiny = codec(1 << 20); // not enough memory for any of them
        assertThatThrownBy(() -> tiny.read(USER, new ByteArrayInputStream(bomb)))
                .isInstanceOf(Refusal.TooLarge.class)
                .message()
                .containsAnyOf("megapixels", "frames");
    }

    @Test
    void imageBeyondMemoryIsTooLarge() {
        var tiny = codec(1 << 20);
        assertThat(tiny.read(USER, new ByteArrayInputStream(Uploads.png(500, 500)))
                        .width())
                .isEqualTo(500);
        assertThatThrownBy(() -> tiny.read(USER, new ByteArrayInputStream(Uploads.png(600, 600))))
                .isInstanceOf(Refusal.TooLarge.class)
                .hasMessageContaining("memory");
    }

    @Test
    void imageOfMaximumSizeIsAccepted() {
        var plan = PngParts.read(Uploads.hugePng(10_000, 5_000)).plan();
        assertThat(plan.size().pixels()).isEqualTo(Image.MAX_PIXELS);
        assertThatThrownBy(() -> PngParts.read(Uploads.hugePng(10_001, 5_000))).isInstanceOf(Refusal.TooLarge.class);
    }

    @Test
    void decoderReadingBeyondEndIsStopped() {
        assertThatThrownBy(() -> read(Uploads.webp(6_000, 6_000))).isInstanceOf(Refusal.Invalid.class);
    }

    static Stream<byte[]> liars() {
        var header = chunk("IHDR", "\0\0\u0001\0\0\0\u0001\0\u0008\u0002\0\0\0");
        return Stream.of(
                bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
                bytes("BM"),
                bytes("GIF89a"),
                bytes("II*\0\u0008\0\0\0"),
                spliced(Uploads.png(8, 8), 33, header),
                joined(Uploads.screen(10, 10), Uploads.frame(5, 5, 6, 6, 1), bytes(";")),
                joined(Uploads.screen(0, 10), Uploads.frame(0, 0, 1, 1, 1), bytes(";")),
                joined(Uploads.screen(10, 10), bytes(";")),
                riff(Uploads.canvas(0, 40, 30), part("VP8L", Uploads.webpPixels(30, 40))),
                riff(Uploads.canvas(0x02, 40, 30), part("ANIM", "\0\0\0\0\0\0"), Uploads.webpFrame(30, 0, 20, 20)),
                riff(Uploads.canvas(0x02, 40, 30), part("ANIM", "\0\0\0\0\0\0")));
    }

    @ParameterizedTest
    @MethodSource("liars")
    void malformedImageIsRefused(byte[] file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("image"));
    }

    /** The missing end may be invisible; a GIF may lose whole frames. */
    @ParameterizedTest
    @MethodSource("dev.confab.chat.adapter.image.SafeCodecTest#oneOfEach")
    void truncatedFileIsRefusedOrComplete(byte[] file) {
        var whole = colors(decoded(read(file).thumbnail().bytes()));
        IntStream.range(0, file.length - 1).forEach(length -> {
            try {
                var picture = read(Arrays.copyOf(file, length));
                assertThat(colors(decoded(picture.thumbnail().bytes())))
                        .as("cut at %s of %s", length, file.length)
                        .isEqualTo(whole);
            } catch (Refusal.Invalid refused) {
                // expected
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dev.confab.chat.adapter.image.SafeCodecTest#oneOfEach")
    void corruptedFileIsAtWorstRefused(byte[] file) {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var small = codec(1 << 25);
        for (int round = 0; round < 300; round++) {
            var damaged = file.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                var picture = small.read(USER, new ByteArrayInputStream(damaged));
                assertThat(picture.width()).isPositive();
            } catch (Refusal.Invalid | Refusal.TooLarge refused) {
                // expected
            } catch (RuntimeException | Error worse) {
                throw new AssertionError("seed " + seed + ", round " + round, worse);
            }
        }
    }
}
