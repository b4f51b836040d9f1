package dev.confab.chat.domain.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.room.ProcessedImage.Encoded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link ImageStore}. Adapters add tests for failures that only they can have. */
public abstract class ImageStoreContract {

    protected final TestClock clock = new TestClock();

    /** Returns the same initially empty store each time, which uses {@link #clock}. */
    protected abstract ImageStore images();

    protected static ProcessedImage picture(String text) {
        return new ProcessedImage(
                4,
                3,
                new Encoded(Format.PNG, text.getBytes(UTF_8)),
                new Encoded(Format.JPEG, ("small " + text).getBytes(UTF_8)));
    }

    protected static ImageId id() {
        return new ImageId(UUID.randomUUID());
    }

    protected ImageId put(String text) {
        var id = id();
        images().put(id, picture(text));
        return id;
    }

    private String read(ImageId id, Rendition rendition) {
        try (var opened = images().open(id, rendition).orElseThrow()) {
            return new String(Channels.newInputStream(opened).readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void bothRenditionsAreReturnedUnchanged() {
        var id = put("a cat");
        var other = put("a dog");
        assertThat(read(id, Rendition.FILE)).isEqualTo("a cat");
        assertThat(read(id, Rendition.THUMBNAIL)).isEqualTo("small a cat");
        assertThat(read(other, Rendition.FILE)).isEqualTo("a dog");
    }

    @Test
    void unknownIdHasNoFile() {
        assertThat(images().open(id(), Rendition.FILE)).isEmpty();
        put("a cat");
        assertThat(images().open(id(), Rendition.FILE)).isEmpty();
    }

    @Test
    void partCanBeReadFromTheMiddle() throws IOException {
        var id = put("0123456789");
        try (var opened = images().open(id, Rendition.FILE).orElseThrow()) {
            assertThat(opened.size()).isEqualTo(10);
            var part = ByteBuffer.allocate(3);
            opened.position(4).read(part);
            assertThat(new String(part.array(), UTF_8)).isEqualTo("456");
        }
    }

    @Test
    void deletionIsIdempotent() {
        var id = put("a cat");
        var kept = put("a dog");
        images().delete(List.of(id, id()));
        images().delete(List.of(id));
        assertThat(images().open(id, Rendition.FILE)).isEmpty();
        assertThat(images().open(id, Rendition.THUMBNAIL)).isEmpty();
        assertThat(read(kept, Rendition.FILE)).isEqualTo("a dog");
    }

    @Test
    void openFileStaysReadableAfterDeletion() throws IOException {
        var id = put("a cat");
        try (var opened = images().open(id, Rendition.FILE).orElseThrow()) {
            images().delete(List.of(id));
            assertThat(new String(Channels.newInputStream(opened).readAllBytes(), UTF_8))
                    .isEqualTo("a cat");
        }
    }

    @Test
    void sweepFindsOnlyFilesStoredBeforeTheTime() {
        var old = Set.of(put("one"), put("two"), put("three"));
        clock.forward(Duration.ofHours(1));
        var line = clock.instant();
        put("four");
        assertThat(swept(line)).isEqualTo(old);
        assertThat(swept(line.minus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void sweepPassesBatchesThatCanBeDeleted() {
        var all = new HashSet<ImageId>();
        for (int number = 0; number < 25; number++) {
            all.add(put("number " + number));
        }
        clock.forward(Duration.ofHours(1));
        var seen = new ArrayList<ImageId>();
        images().sweep(clock.instant(), 2, batch -> {
            assertThat(batch).hasSizeBetween(1, 2).doesNotHaveDuplicates();
            seen.addAll(batch);
            images().delete(batch);
        });
        assertThat(Set.copyOf(seen)).isEqualTo(all);
        assertThat(swept(clock.instant())).isEmpty();
    }

    protected Set<ImageId> swept(Instant before) {
        var seen = new HashSet<ImageId>();
        images().sweep(before, 10, seen::addAll);
        return seen;
    }
}
