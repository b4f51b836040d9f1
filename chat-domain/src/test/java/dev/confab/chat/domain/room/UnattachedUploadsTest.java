package dev.confab.chat.domain.room;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import org.junit.jupiter.api.Test;

class UnattachedUploadsTest {

    @Test
    void atMost100ImagesCanBeUnattached() {
        assertThatCode(() -> new UnattachedUploads(99, 0).requireRoomFor(1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new UnattachedUploads(100, 0).requireRoomFor(1))
                .isInstanceOf(Refusal.TooLarge.class)
                .hasMessageContaining("100 images or 200 MB");
    }

    @Test
    void atMost200MegabytesCanBeUnattached() {
        long left = 10;
        var nearlyFull = new UnattachedUploads(20, (200L << 20) - left);
        assertThatCode(() -> nearlyFull.requireRoomFor(left)).doesNotThrowAnyException();
        assertThatThrownBy(() -> nearlyFull.requireRoomFor(left + 1)).isInstanceOf(Refusal.TooLarge.class);
    }
}
