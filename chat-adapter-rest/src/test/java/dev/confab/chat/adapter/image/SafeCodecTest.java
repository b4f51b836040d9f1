package dev.confab.chat.adapter.image;

import static dev.confab.chat.adapter.image.Uploads.SECRET;
import static dev.confab.chat.adapter.image.Uploads.bytes;
import static dev.confab.chat.adapter.image.Uploads.chunk;
import static dev.confab.chat.adapter.image.Uploads.drawn;
import static dev.confab.chat.adapter.image.Uploads.encoded;
import static dev.confab.chat.adapter.image.Uploads.extension;
import static dev.confab.chat.adapter.image.Uploads.joined;
import static dev.confab.chat.adapter.image.Uploads.part;
import static dev.confab.chat.adapter.image.Uploads.riff;
import static dev.confab.chat.adapter.image.Uploads.segment;
import static dev.confab.chat.adapter.image.Uploads.spliced;
import static dev.confab.chat.adapter.image.Uploads.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.ImageCodec;
import dev.confab.chat.domain.port.ImageCodecContract;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.user.UserId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCodecTest extends ImageCodecContract {

    static final UserId USER = new UserId(UUID.randomUUID());

    static final ImageCodec CODEC = codec(1L << 29);

    /** Returns a codec whose pixel budgets refill at once. */
    static ImageCodec codec(long memory) {
        var clock = new AtomicLong();
        return new SafeCodec(memory, () -> Instant.ofEpochSecond(clock.addAndGet(60)));
    }

    @Override
    protected ImageCodec codec() {
        return CODEC;
    }

    @Override
    protected byte[] sample() {
        return Uploads.png(640, 480);
    }

    static ProcessedImage read(byte[] file) {
        return CODEC.read(USER, new ByteArrayInputStream(file));
    }

    static BufferedImage decoded(byte[] file) {
        try {
            return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    static Stream<byte[]> oneOfEach() {
        return Stream.of(
                Uploads.png(40, 30),
                Uploads.photo(40, 30, 1),
                Uploads.animatedGif(40, 30, 3),
                Uploads.webp(40, 30),
                riff(
                        Uploads.canvas(0x12, 40, 30),
                        part("ANIM", "\0\0\0\0\0\0"),
                        Uploads.webpFrame(0, 0, 40, 30),
                        Uploads.webpFrame(2, 4, 20, 10)),
                Uploads.lossyWebp(),
                Uploads.lossyWebpWithAlpha());
    }

    static Stream<byte[]> fortyByThirty() {
        return oneOfEach().limit(5);
    }

    @ParameterizedTest
    @MethodSource("fortyByThirty")
    void sizeAndFormatAreReadFromBytes(byte[] file) {
        var picture = read(file);
        assertThat(picture.width()).isEqualTo(40);
        assertThat(picture.height()).isEqualTo(30);
        var format = switch (file[0] & 0xff) {
            case 0x89 -> Format.PNG;
            case 0xff -> Format.JPEG;
            case 'G' -> Format.GIF;
            default -> Format.WEBP;
        };
        assertThat(picture.file().format()).isEqualTo(format);
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void ownOutputIsAccepted(byte[] file) {
        var once = read(file);
        var twice = read(once.file().bytes());
        assertThat(twice.width()).isEqualTo(once.width());
        assertThat(twice.height()).isEqualTo(once.height());
        assertThat(twice.file().format()).isEqualTo(once.file().format());
    }

    static Stream<byte[]> withSecrets() {
        var png = Uploads.png(8, 8);
        var jpeg = Uploads.jpeg(8, 8);
        var gif = Uploads.animatedGif(8, 8, 2);
        int behindScreen = Uploads.screen(8, 8).length;
        return Stream.of(
                spliced(png, 33, chunk("tEXt", "Comment\0" + SECRET)),
                spliced(png, 33, chunk("eXIf", Uploads.exif(1))),
                spliced(png, 33, chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0" + SECRET)),
                Uploads.photo(8, 8, 1),
                Uploads.photo(8, 8, 6),
                spliced(jpeg, 2, segment(0xfe, SECRET)),
                spliced(jpeg, 2, segment(0xe1, "http://ns.adobe.com/xap/1.0/\0" + SECRET)),
                spliced(jpeg, 2, segment(0xed, "Photoshop 3.0\0" + SECRET)),
                spliced(jpeg, 20, segment(0xe2, "ICC_PROFILE\0\u0001\u0001" + SECRET)),
                spliced(gif, behindScreen, extension(0xfe, SECRET)),
                spliced(
                        gif,
                        behindScreen,
                        joined(bytes("!\u00ff\u000bXMP DataXMP"), extension(0, SECRET), bytes("\0"))),
                riff(
                        Uploads.canvas(0x0c, 8, 8),
                        part("VP8L", Uploads.webpPixels(8, 8)),
                        part("EXIF", Uploads.exif(1)),
                        part("XMP ", SECRET)),
                riff(Uploads.canvas(0x0c, 8, 8), part("VP8L", Uploads.webpPixels(8, 8)), part("EXIF", Uploads.exif(6))),
                joined(Uploads.webp(8, 8), bytes(SECRET)),
                joined(png, bytes(SECRET)),
                joined(jpeg, bytes(SECRET)),
                joined(gif, bytes(SECRET)));
    }

    @ParameterizedTest
    @MethodSource("withSecrets")
    void metadataIsRemoved(byte[] file) {
        assertThat(text(file)).contains(SECRET);
        var picture = read(file);
        assertThat(text(picture.file().bytes())).doesNotContain(SECRET).doesNotContain("Exif", "XMP", "adobe");
        assertThat(text(picture.thumbnail().bytes())).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void dataAfterImageIsRemoved(byte[] file) {
        var hidden = "PK\u0003\u0004<script>alert(1)</script>";
        var picture = read(joined(file, bytes(hidden)));
        assertThat(text(picture.file().bytes())).doesNotContain("script", "PK\u0003\u0004");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void photoIsRotatedByOrientation(int orientation) {
        var picture = read(Uploads.photo(64, 32, orientation));
        boolean isUpright = orientation < 5;
        assertThat(picture.width()).isEqualTo(isUpright ? 64 : 32);
        assertThat(picture.height()).isEqualTo(isUpright ? 32 : 64);
        var white = corner(decoded(picture.file().bytes()));
        assertThat(white)
                .isEqualTo(List.of(
                                "left top",
                                "right top",
                                "right bottom",
                                "left bottom",
                                "left top",
                                "right top",
                                "right bottom",
                                "left bottom")
                        .get(orientation - 1));
        assertThat(corner(decoded(picture.thumbnail().bytes()))).isEqualTo(white);
    }

    /** Orientations 1 and 5 have the white corner in the same place, but not the red half. */
    @Test
    void transposedPhotoIsRotated() {
        var turned = decoded(read(Uploads.photo(64, 32, 5)).file().bytes());
        assertThat(isRed(turned.getRGB(28, 20))).isTrue();
        assertThat(isRed(turned.getRGB(28, 50))).isFalse();
    }

    private static String corner(BufferedImage picture) {
        int right = picture.getWidth() - 3;
        int bottom = picture.getHeight() - 3;
        return Stream.of("left top", "right top", "right bottom", "left bottom")
                .filter(corner -> isWhite(
                        picture.getRGB(corner.startsWith("left") ? 2 : right, corner.endsWith("top") ? 2 : bottom)))
                .findFirst()
                .orElse("none");
    }

    private static boolean isWhite(int color) {
        return (color & 0xff) > 0xd0 && (color >> 8 & 0xff) > 0xd0;
    }

    private static boolean isRed(int color) {
        return (color >> 16 & 0xff) > 0xa0 && (color & 0xff) < 0x60;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY
            })
    void pngIsLossless(int type) {
        var file = encoded(drawn(50, 40, type), "png");
        var before = decoded(file);
        var after = decoded(read(file).file().bytes());
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 50; x++) {
                assertThat(after.getRGB(x, y)).isEqualTo(before.getRGB(x, y));
            }
        }
    }

    @Test
    void animationKeepsFramesDurationsAndRepeats() throws IOException {
        var film = joined(
                Uploads.screen(10, 8),
                bytes("!\u00ff\u000bNETSCAPE2.0\u0003\u0001\u0007\0\0"),
                bytes("!\u00f9\u0004\u00082\0\0\0"),
                Uploads.frame(0, 0, 10, 8, 1),
                bytes("!\u00f9\u0004\u0009d\0\u0002\0"),
                Uploads.frame(3, 2, 4, 4, 3),
                bytes(";"));
        var out = read(film).file().bytes();

        var plan = GifParts.read(out);
        assertThat(plan.repeats()).isEqualTo(7);
        assertThat(plan.frames())
                .containsExactly(
                        new GifParts.Frame(0, 0, new GifParts.Control(2, 50, null)),
                        new GifParts.Frame(3, 2, new GifParts.Control(2, 100, 2)));
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(out)));
        assertThat(reader.read(0).getRGB(5, 5)).isEqualTo(0xffff0000);
        assertThat(reader.read(1).getRGB(1, 1)).isEqualTo(0xff0000ff);
    }

    @ParameterizedTest
    @CsvSource({"0x08, JPEG", "0x18, PNG"})
    void rotatedWebpBecomesJpegOrPng(int flags, Format format) {
        var picture = read(riff(
                Uploads.canvas(flags, 40, 30),
                part("VP8L", Uploads.webpPixels(40, 30)),
                part("EXIF", Uploads.exif(6))));
        assertThat(picture.file().format()).isEqualTo(format);
        assertThat(picture.width()).isEqualTo(30);
        assertThat(picture.height()).isEqualTo(40);
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void everyOrientationKeepsEveryPixel(Orientation orientation) {
        var picture = drawn(5, 3, BufferedImage.TYPE_3BYTE_BGR);
        var turned = orientation.apply(picture);
        assertThat(colors(turned)).containsExactlyInAnyOrder(colors(picture));
    }

    static int[] colors(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
