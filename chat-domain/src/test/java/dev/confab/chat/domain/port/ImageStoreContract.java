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

/** What every {@link ImageStore} does. Each adapter extends this and adds what only it can get wrong. */
public abstract class ImageStoreContract {

    protected final TestClock clock = new TestClock();

    /** The same store each time, which tells the time by {@link #clock} and is empty at first. */
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
    void bringsBackBothRenditionsToTheByte() {
        var id = put("a cat");
        var other = put("a dog");
        assertThat(read(id, Rendition.FILE)).isEqualTo("a cat");
        assertThat(read(id, Rendition.THUMBNAIL)).isEqualTo("small a cat");
        assertThat(read(other, Rendition.FILE)).isEqualTo("a dog");
    }

    @Test
    void hasNothingUnderAnIdThatNobodyPut() {
        assertThat(images().open(id(), Rendition.FILE)).isEmpty();
        put("a cat");
        assertThat(images().open(id(), Rendition.FILE)).isEmpty();
    }

    @Test
    void aPartCanBeReadFromTheMiddle() throws IOException {
        var id = put("0123456789");
        try (var opened = images().open(id, Rendition.FILE).orElseThrow()) {
            assertThat(opened.size()).isEqualTo(10);
            var part = ByteBuffer.allocate(3);
            opened.position(4).read(part);
            assertThat(new String(part.array(), UTF_8)).isEqualTo("456");
        }
    }

    @Test
    void whatIsDeletedIsGoneAndCanBeDeletedAgain() {
        var id = put("a cat");
        var kept = put("a dog");
        images().delete(List.of(id, id()));
        images().delete(List.of(id));
        assertThat(images().open(id, Rendition.FILE)).isEmpty();
        assertThat(images().open(id, Rendition.THUMBNAIL)).isEmpty();
        assertThat(read(kept, Rendition.FILE)).isEqualTo("a dog");
    }

    @Test
    void whoHasOpenedAnImageReadsItToItsEndThoughItIsDeleted() throws IOException {
        var id = put("a cat");
        try (var opened = images().open(id, Rendition.FILE).orElseThrow()) {
            images().delete(List.of(id));
            assertThat(new String(Channels.newInputStream(opened).readAllBytes(), UTF_8))
                    .isEqualTo("a cat");
        }
    }

    @Test
    void aSweepFindsWhatWasPutBeforeATimeAndNothingElse() {
        var old = Set.of(put("one"), put("two"), put("three"));
        clock.forward(Duration.ofHours(1));
        var line = clock.instant();
        put("four");
        assertThat(swept(line)).isEqualTo(old);
        assertThat(swept(line.minus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void aSweepHandsOverSmallBatchesWhichMayBeDeletedAtOnce() {
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
