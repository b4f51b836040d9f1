package dev.confab.chat.adapter.image;

import static dev.confab.chat.adapter.image.SafeCodecTest.decoded;
import static dev.confab.chat.adapter.image.SafeCodecTest.read;
import static dev.confab.chat.adapter.image.Uploads.bytes;
import static dev.confab.chat.adapter.image.Uploads.drawn;
import static dev.confab.chat.adapter.image.Uploads.encoded;
import static dev.confab.chat.adapter.image.Uploads.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Image.Format;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** The thumbnails of images. */
class ThumbnailTest {

    @Test
    void grayThumbnailKeepsBrightness() {
        var grey = new BufferedImage(640, 400, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 640; x++) {
                grey.getRaster().setSample(x, y, 0, 100);
            }
        }
        var small = decoded(read(encoded(grey, "png")).thumbnail().bytes());
        assertThat(small.getRGB(10, 10) & 0xff).isBetween(95, 105);
    }

    @Test
    void thumbnailOfAnimationIsFirstFrameInPlace() {
        var film = joined(Uploads.screen(10, 10), Uploads.frame(5, 5, 5, 5, 1), bytes(";"));
        var small = decoded(read(film).thumbnail().bytes());
        assertThat(small.getRGB(7, 7)).isEqualTo(0xffff0000);
        assertThat(small.getRGB(2, 2) >>> 24).isZero();
    }

    @Test
    void thumbnailHas320PixelsOnLongerSide() {
        assertThat(sizeOfThumbnail(1_000, 500)).containsExactly(320, 160);
        assertThat(sizeOfThumbnail(500, 1_000)).containsExactly(160, 320);
        assertThat(sizeOfThumbnail(5_000, 2)).containsExactly(320, 1);
    }

    @Test
    void thumbnailIsNeverLargerThanImage() {
        assertThat(sizeOfThumbnail(320, 200)).containsExactly(320, 200);
        assertThat(sizeOfThumbnail(1, 1)).containsExactly(1, 1);
    }

    private static int[] sizeOfThumbnail(int width, int height) {
        var small = decoded(read(Uploads.png(width, height)).thumbnail().bytes());
        return new int[] {small.getWidth(), small.getHeight()};
    }

    @Test
    void thumbnailKeepsTransparency() {
        var clear = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(0, 0, 200, 400, new int[200 * 400], 0, 200);
        var half = drawn(400, 400, BufferedImage.TYPE_INT_ARGB);
        for (int x = 200; x < 400; x++) {
            for (int y = 0; y < 400; y++) {
                clear.setRGB(x, y, half.getRGB(x, y));
            }
        }
        var thumbnail = read(encoded(clear, "png")).thumbnail();
        assertThat(thumbnail.format()).isEqualTo(Format.PNG);
        assertThat(decoded(thumbnail.bytes()).getRGB(10, 10) >>> 24).isZero();
        assertThat(decoded(thumbnail.bytes()).getRGB(300, 300) >>> 24).isEqualTo(0xff);
    }

    @Test
    void thumbnailOfOpaqueImageIsJpeg() {
        assertThat(read(encoded(drawn(400, 400, BufferedImage.TYPE_INT_ARGB), "png"))
                        .thumbnail()
                        .format())
                .isEqualTo(Format.JPEG);
    }
}
