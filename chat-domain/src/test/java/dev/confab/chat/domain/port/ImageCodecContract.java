package dev.confab.chat.domain.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link ImageCodec} for any formats. */
public abstract class ImageCodecContract {

    private static final UserId USER = new UserId(UUID.randomUUID());

    protected abstract ImageCodec codec();

    /** Returns an image of 640 by 480 pixels that the codec can read. */
    protected abstract byte[] sample();

    @Test
    void sizeAndThumbnailAreReturned() {
        var picture = codec().read(USER, new ByteArrayInputStream(sample()));
        assertThat(picture.width()).isEqualTo(640);
        assertThat(picture.height()).isEqualTo(480);
        assertThat(picture.file().bytes()).isNotEmpty();
        assertThat(picture.thumbnail().bytes()).isNotEmpty();
    }

    @Test
    void ownOutputCanBeRead() {
        var picture = codec().read(USER, new ByteArrayInputStream(sample()));
        var again = codec().read(USER, new ByteArrayInputStream(picture.file().bytes()));
        assertThat(again.width()).isEqualTo(640);
        assertThat(again.file().format()).isEqualTo(picture.file().format());
    }

    @Test
    void otherFileIsRefusedWithTheField() {
        for (var text : new String[] {"", "x", "<html>", "GIF", "hello, world"}) {
            assertThatThrownBy(() -> codec().read(USER, new ByteArrayInputStream(text.getBytes(UTF_8))))
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("image"));
        }
    }

    @Test
    void readingStopsAtTheSizeLimit() {
        var endless = new Endless();
        assertThatThrownBy(() -> codec().read(USER, endless)).isInstanceOf(Refusal.TooLarge.class);
        assertThat(endless.read).isBetween((long) Image.MAX_BYTES, Image.MAX_BYTES + (1L << 20));
    }

    private static final class Endless extends InputStream {
        private long read;

        @Override
        public int read() {
            read++;
            return 0;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            read += length;
            return length;
        }
    }
}
