package dev.confab.chat.adapter.image;

import static dev.confab.chat.adapter.image.UnusualImages.assertDamaged;
import static dev.confab.chat.adapter.image.UnusualImages.cut;
import static dev.confab.chat.adapter.image.UnusualImages.file;
import static dev.confab.chat.adapter.image.UnusualImages.read;
import static dev.confab.chat.adapter.image.Uploads.bytes;
import static dev.confab.chat.adapter.image.Uploads.joined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** GIF images with unusual frames or damage. */
class UnusualGifTest {

    static Stream<Arguments> gifs() {
        var two = cut(Uploads.animatedGif(20, 10, 2), 1);
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
        assertThat(GifParts.read(read(file).file().bytes()).frames()).hasSize(frames);
    }

    @Test
    void gifCutInItsPixelsIsRefused() {
        var whole = joined(Uploads.screen(20, 10), Uploads.frame(0, 0, 20, 10, 1));
        assertThat(read(cut(whole, 1)).width()).isEqualTo(20);
        for (int missing = 4; missing < whole.length - 23; missing++) {
            assertDamaged(cut(whole, missing));
        }
    }
}
