package dev.confab.chat.application.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.InMemoryImageCodec;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.RoomEvent;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageDeletionTest extends ImagesFixture {

    @Test
    void deletedImageLosesFilesAndMessageStays() {
        var a = unattached(ann).id();
        var b = unattached(ann).id();
        post(ann, null, a, b);
        images.delete(ann.id(), a);

        assertThat(lastEvent(RoomEvent.MessageUpdated.class).details().images())
                .extracting(Image::id)
                .containsExactly(b);
        assertNoImage(() -> images.open(ann.id(), a, Rendition.FILE));
        t.timer.ring();
        assertThat(t.files.size()).isEqualTo(1);
    }

    @Test
    void messageWithoutContentBecomesTombstoneAndReplyCountDrops() {
        var parent = t.post(bob, room, "Show me").id();
        var reply = t.send(ann, room, new Draft(null, List.of(unattached(ann).id()), parent, null));
        var id = reply.message().details().message().id();
        assertThat(message(parent).counts().replies()).isEqualTo(1);

        images.delete(ann.id(), reply.message().details().images().get(0).id());
        assertThat(message(id).isDeleted()).isTrue();
        assertThat(lastEvent(RoomEvent.MessageDeleted.class).details().images()).isEmpty();
        assertThat(message(parent).counts().replies()).isZero();
        t.timer.ring();
        assertThat(t.files.size()).isZero();
    }

    @Test
    void deletingMessageDeletesImagesAndFiles() {
        var image = postImage(bob);
        t.chat.messaging().delete(ann.id(), room, image.message());
        assertThat(imagesOf(image.message())).isEmpty();
        assertNoImage(() -> images.find(bob.id(), image.id()));
        t.timer.ring();
        assertThat(t.files.size()).isZero();
    }

    @Test
    void deletingRoomDeletesAllImages() {
        postImage(ann);
        postImage(bob);
        var picture = unattached(ann).id();
        t.chat.rooms().changeProfile(ann.id(), room, now -> withPicture(now, picture));
        t.chat.rooms().delete(ann.id(), room);
        t.timer.ring();
        assertThat(t.files.size()).isZero();
        assertThat(images.uploadedBy(bob.id(), new Page.Window(10, 0)).total()).isZero();
    }

    @Test
    void sweepDeletesImagesUnattachedForADay() {
        var old = unattached(ann);
        var used = postImage(ann);
        t.clock.forward(Duration.ofHours(23));
        var fresh = unattached(ann);
        images.sweep();
        assertThat(t.files.size()).isEqualTo(3);

        t.clock.forward(Duration.ofHours(2));
        images.sweep();
        assertThat(t.files.size()).isEqualTo(2);
        assertNoImage(() -> images.find(ann.id(), old.id()));
        assertThat(images.find(ann.id(), fresh.id())).isEqualTo(fresh);
        assertThat(images.find(ann.id(), used.id())).isEqualTo(used);
    }

    @Test
    void sweepDiscardsMoreUnattachedUploadsThanOneBatchHolds() {
        var users = IntStream.range(0, 12).mapToObj(n -> t.user("user" + n)).toList();
        IntStream.range(0, 1_100).forEach(n -> unattached(users.get(n % users.size())));
        t.clock.forward(Duration.ofHours(25));
        images.sweep();
        assertThat(t.files.size()).isZero();
        assertThat(users)
                .allSatisfy(user -> assertThat(images.uploadedBy(user.id(), new Page.Window(10, 0))
                                .total())
                        .isZero());
    }

    @Test
    void sweepDeletesFilesLeftByCrash() {
        var codec = new InMemoryImageCodec();
        t.files.put(
                new ImageId(UUID.randomUUID()),
                codec.read(ann.id(), new ByteArrayInputStream(InMemoryImageCodec.image(1, 1, "no row"))));
        images.delete(ann.id(), unattached(ann).id()); // its files have not been deleted yet
        var kept = postImage(ann);
        assertThat(t.files.size()).isEqualTo(3);

        t.clock.forward(Duration.ofHours(25));
        images.sweep();
        assertThat(t.files.size()).isEqualTo(1);
        assertThat(images.open(ann.id(), kept.id(), Rendition.FILE).bytes()).isNotNull();
    }
}
