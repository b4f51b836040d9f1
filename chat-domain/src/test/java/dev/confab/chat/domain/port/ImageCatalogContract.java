package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.UnattachedUploads;
import dev.confab.chat.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link ImageCatalog}. */
public abstract class ImageCatalogContract extends StoreContract {

    private User ann;
    private RoomId room;

    @BeforeEach
    void createRoom() {
        ann = world.user();
        room = world.group(ann).id();
    }

    private Image loose(User uploader) {
        return new Image(
                new ImageId(world.id()),
                uploader.id(),
                null,
                null,
                0,
                "cat.jpg",
                Format.JPEG,
                Format.PNG,
                640,
                480,
                12_345_678_901L,
                world.tick());
    }

    private Image add(Image image) {
        change(() -> db.images().add(image));
        return image;
    }

    private Image addOn(Message message, int place) {
        return add(loose(ann).attachedTo(message, place));
    }

    private Image find(Image image) {
        return read(() -> db.images().find(image.id())).orElse(null);
    }

    private List<ImageId> discarded() {
        return read(() -> db.images().discarded(1_000_000));
    }

    @Test
    void storedImageIsReturnedUnchanged() {
        var message = world.post(room, ann);
        for (var format : Format.values()) {
            var image = new Image(
                    new ImageId(world.id()),
                    ann.id(),
                    room,
                    message.id(),
                    7,
                    Strange.astral(Image.MAX_NAME),
                    format,
                    format,
                    1,
                    65_535,
                    1,
                    Instant.parse("2026-10-25T01:30:00.999Z"));
            assertThat(find(add(image))).isEqualTo(image);
        }
        var loose = add(loose(ann));
        assertThat(find(loose)).isEqualTo(loose);
        assertThat(write(() -> db.images().lock(loose.id()))).contains(loose);
    }

    @Test
    void unknownImageIsNotFound() {
        assertThat(find(loose(ann))).isNull();
        assertThat(write(() -> db.images().lock(new ImageId(world.id())))).isEmpty();
    }

    @Test
    void updateReplacesTheChangeableParts() {
        var image = add(loose(ann));
        var other = add(loose(ann));
        var changed = image.withName("dog.jpg").attachedTo(world.post(room, ann), 3);
        change(() -> db.images().update(changed));
        assertThat(find(image)).isEqualTo(changed);
        assertThat(find(other)).isEqualTo(other);
    }

    @Test
    void lockOfAnImageBlocksOthers() {
        var image = add(loose(ann));
        var message = world.post(room, ann);
        var seen = whileLocked(
                () -> db.images().lock(image.id()),
                () -> db.images().lock(image.id()),
                () -> db.images().update(image.attachedTo(message, 0)));
        assertThat(seen).contains(image.attachedTo(message, 0));
    }

    @Test
    void imagesOfMessagesAreListedByPosition() {
        var first = world.post(room, ann);
        var second = world.post(room, ann);
        var bare = world.post(room, ann);
        var c = addOn(first, 2);
        var a = addOn(first, 0);
        var b = addOn(first, 1);
        var d = addOn(second, 0);
        add(loose(ann));
        add(loose(ann).of(room));
        assertThat(read(() -> db.images().attachedTo(Set.of(first.id(), second.id(), bare.id()))))
                .isEqualTo(Map.of(first.id(), List.of(a, b, c), second.id(), List.of(d)));
        assertThat(read(() -> db.images().attachedTo(Set.of()))).isEmpty();
    }

    @Test
    void uploadsAreListedLatestFirst() {
        var bob = world.user();
        var mine = new ArrayList<Image>();
        for (int number = 0; number < 5; number++) {
            mine.add(0, add(loose(ann)));
            add(loose(bob));
        }
        assertThat(uploaded(2, 0)).isEqualTo(new Page<>(5, mine.subList(0, 2)));
        assertThat(uploaded(2, 4)).isEqualTo(new Page<>(5, mine.subList(4, 5)));
        assertThat(uploaded(200, 5)).isEqualTo(new Page<Image>(5, List.of()));
    }

    private Page<Image> uploaded(int limit, long offset) {
        return read(() -> db.images().uploadedBy(ann.id(), new Page.Window(limit, offset)));
    }

    @Test
    void discardedImageIsNotFoundButKnownUntilForgotten() {
        var message = world.post(room, ann);
        var gone = addOn(message, 0);
        var kept = addOn(message, 1);
        change(() -> db.images().discard(List.of(gone.id())));

        assertThat(find(gone)).isNull();
        assertThat(write(() -> db.images().lock(gone.id()))).isEmpty();
        assertThat(read(() -> db.images().attachedTo(Set.of(message.id()))))
                .isEqualTo(Map.of(message.id(), List.of(kept)));
        assertThat(uploaded(9, 0)).isEqualTo(new Page<>(1, List.of(kept)));
        assertThat(discarded()).contains(gone.id()).doesNotContain(kept.id());
        var unknown = new ImageId(world.id());
        assertThat(read(() -> db.images().existing(List.of(gone.id(), kept.id(), unknown))))
                .containsExactlyInAnyOrder(gone.id(), kept.id());

        change(() -> db.images().forget(List.of(gone.id(), kept.id())));
        assertThat(discarded()).doesNotContain(gone.id());
        assertThat(read(() -> db.images().existing(List.of(gone.id(), kept.id()))))
                .containsExactly(kept.id());
        assertThat(find(kept)).isEqualTo(kept);
    }

    @Test
    void imagesOfAMessageAreDiscarded() {
        var message = world.post(room, ann);
        var gone = List.of(addOn(message, 0), addOn(message, 1));
        var kept = addOn(world.post(room, ann), 0);
        change(() -> db.images().discardOn(message.id()));
        assertThat(gone).allSatisfy(image -> assertThat(find(image)).isNull());
        assertThat(find(kept)).isEqualTo(kept);
    }

    @Test
    void imagesOfARoomAreDiscarded() {
        var message = world.post(room, ann);
        var gone = List.of(addOn(message, 0), add(loose(ann).of(room)));
        var kept = addOn(world.post(world.group(ann).id(), ann), 0);
        change(() -> {
            db.rooms().lock(room);
            db.images().discardOf(room);
            db.rooms().delete(room);
        });
        assertThat(gone).allSatisfy(image -> assertThat(find(image)).isNull());
        assertThat(discarded()).contains(gone.get(0).id(), gone.get(1).id());
        assertThat(find(kept)).isEqualTo(kept);
    }

    @Test
    void onlyOldUnattachedImagesAreDiscarded() {
        var old = add(loose(ann));
        var used = add(loose(ann).of(room));
        var line = world.tick();
        var fresh = add(loose(ann));
        change(() -> db.images().discardUnattached(line, 1_000_000));
        assertThat(find(old)).isNull();
        assertThat(find(used)).isEqualTo(used);
        assertThat(find(fresh)).isEqualTo(fresh);
    }

    @Test
    void unattachedImagesAreDiscardedInBatches() {
        change(() -> db.images().discardUnattached(world.tick().plus(Duration.ofDays(1)), 1_000_000)); // of other tests
        for (int number = 0; number < 3; number++) {
            add(loose(ann));
        }
        var line = world.tick();
        assertThat(write(() -> db.images().discardUnattached(line, 2))).isEqualTo(2);
        assertThat(write(() -> db.images().discardUnattached(line, 2))).isEqualTo(1);
        assertThat(write(() -> db.images().discardUnattached(line, 2))).isZero();
    }

    @Test
    void unattachedUploadsAreCountedPerUploader() {
        assertThat(unattached()).isEqualTo(new UnattachedUploads(0, 0));
        var first = add(loose(ann));
        add(loose(ann));
        add(loose(world.user()));
        add(loose(ann).of(room));
        addOn(world.post(room, ann), 0);
        assertThat(unattached()).isEqualTo(new UnattachedUploads(2, 2 * first.size()));
        change(() -> db.images().discard(List.of(first.id())));
        assertThat(unattached()).isEqualTo(new UnattachedUploads(1, first.size()));
    }

    private UnattachedUploads unattached() {
        return read(() -> db.images().unattached(ann.id()));
    }

    @Test
    void discardedImagesAreReturnedInBatches() {
        var gone = List.of(add(loose(ann)), add(loose(ann)), add(loose(ann)));
        change(() -> db.images().discard(gone.stream().map(Image::id).toList()));
        assertThat(read(() -> db.images().discarded(2))).hasSize(2);
    }
}
