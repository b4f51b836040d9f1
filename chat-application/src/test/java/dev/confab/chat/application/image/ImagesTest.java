package dev.confab.chat.application.image;

import static dev.confab.chat.application.TestChat.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.UnattachedUploads;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImagesTest extends ImagesFixture {

    @Test
    void postedImageIsOneMessageWithImage() {
        long before = t.stored(room).version();
        var image = postImage(ann);

        assertThat(image.room()).isEqualTo(room);
        assertThat(t.stored(room).version()).isEqualTo(before + 1);
        var details = lastEvent(RoomEvent.MessageCreated.class).details();
        assertThat(details.images()).containsExactly(image);
        assertThat(details.message().body()).isEmpty();
        assertThat(details.message().counts().images()).isEqualTo(1);
        assertThat(imagesOf(details.message().id())).containsExactly(image);
    }

    @Test
    void postingImageInPublicRoomJoinsIt() {
        var open = t.room(ann, true);
        images.post(bob.id(), open, upload("hello"), null);
        assertThat(t.membership(bob, open).isActive()).isTrue();
    }

    @Test
    void sameFileWithSameClientIdIsPostedOnce() {
        var clientId = new ClientId("once");
        var first = images.post(ann.id(), room, upload("cat"), clientId);
        long version = t.stored(room).version();
        var second = images.post(ann.id(), room, upload("cat"), clientId);

        assertThat(first.isRepeat()).isFalse();
        assertThat(second).isEqualTo(new Images.PostedImage(first.image(), true));
        assertThat(t.stored(room).version()).isEqualTo(version);
        assertThat(t.files.size()).isEqualTo(1);
        assertThatThrownBy(() -> images.post(ann.id(), room, upload("dog"), clientId))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void unattachedImagesArePostedInRequestedOrder() {
        var ids = new ImageId[] {
            unattached(ann).id(), unattached(ann).id(), unattached(ann).id()
        };
        var order = new ImageId[] {ids[2], ids[0], ids[1]};
        var sent = post(ann, "Look", order);
        assertThat(sent.message().details().images()).extracting(Image::id).containsExactly(order);
        assertThat(imagesOf(sent.message().details().message().id()))
                .extracting(Image::id)
                .containsExactly(order);
    }

    @Test
    void repeatedPostWithAttachedImagesIsRepeat() {
        var draft = new Draft(new Body("Look"), List.of(unattached(ann).id()), null, new ClientId("once"));
        var first = t.send(ann, room, draft);
        var second = t.send(ann, room, draft);
        assertThat(second.isRepeat()).isTrue();
        assertThat(second.message().details()).isEqualTo(first.message().details());
    }

    @Test
    void onlyOwnUnattachedImagesCanBePosted() {
        for (var id : List.of(unattached(bob).id(), postImage(ann).id(), new ImageId(UUID.randomUUID()))) {
            assertThatThrownBy(() -> post(ann, "Look", id))
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("images"));
        }
    }

    @Test
    void forbiddenUploadIsRefusedBeforeDecoding() {
        var eve = t.user("eve");
        assertThatThrownBy(() -> images.post(eve.id(), room, new Upload("x", ImagesFixture::failOnOpen), null))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> images.attach(
                        eve.id(), t.post(ann, room, "Hi").id(), new Upload("x", ImagesFixture::failOnOpen)))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> images.attach(
                        bob.id(), t.post(ann, room, "Hi").id(), new Upload("x", ImagesFixture::failOnOpen)))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void invalidImageLeavesNoFile() {
        var broken = new Upload("x.png", () -> new ByteArrayInputStream(new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> images.post(ann.id(), room, broken, null)).isInstanceOf(Refusal.Invalid.class);
        assertThat(t.files.size()).isZero();
        assertThat(images.uploadedBy(ann.id(), new Page.Window(10, 0)).total()).isZero();
    }

    @Test
    void numberOfUnattachedUploadsIsBounded() {
        IntStream.range(0, UnattachedUploads.MAX_COUNT).forEach(n -> unattached(ann));
        assertTooLarge(() -> images.upload(ann.id(), new Upload("x", ImagesFixture::failOnOpen)));
        assertThat(unattached(bob)).isNotNull();
        assertThat(t.files.size()).isEqualTo(UnattachedUploads.MAX_COUNT + 1);

        postImage(ann);
        images.attach(ann.id(), t.post(ann, room, "Look").id(), upload("late"));
        var first = images.uploadedBy(ann.id(), new Page.Window(1, 100))
                .items()
                .get(0)
                .id();
        images.delete(ann.id(), first);
        assertThat(unattached(ann)).isNotNull();
        assertTooLarge(() -> unattached(ann));
    }

    @Test
    void attachedUploadsDoNotCountTowardsQuota() {
        var ids = new ImageId[Image.MAX_PER_MESSAGE];
        for (int round = 0; round < 11; round++) {
            Arrays.setAll(ids, n -> unattached(ann).id());
            post(ann, null, ids);
        }
        assertThat(unattached(ann)).isNotNull();
    }

    @Test
    void imageAttachedLaterUpdatesMessage() {
        var message = t.post(ann, room, "Wait");
        var image = images.attach(ann.id(), message.id(), upload("late"));

        var details = lastEvent(RoomEvent.MessageUpdated.class).details();
        assertThat(details.images()).containsExactly(image);
        assertThat(details.message().version()).isEqualTo(message.version() + 1);
        assertThat(details.message().edited()).isNull();
        assertThat(imagesOf(message.id())).containsExactly(image);
    }

    @Test
    void unattachedImageCanBeAttachedOnce() {
        var message = t.post(ann, room, "Wait").id();
        var first = images.attach(ann.id(), message, upload("first"));
        var image = images.attach(ann.id(), unattached(ann).id(), message);
        assertThat(imagesOf(message)).containsExactly(first, image);
        assertThatThrownBy(() -> images.attach(ann.id(), image.id(), message)).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void messageHoldsTenImages() {
        var ids = new ImageId[Image.MAX_PER_MESSAGE];
        Arrays.setAll(ids, number -> unattached(ann).id());
        var full = post(ann, null, ids).message().details().message().id();
        assertThatThrownBy(() -> images.attach(ann.id(), full, new Upload("x", ImagesFixture::failOnOpen)))
                .isInstanceOf(Refusal.Invalid.class);
        var eleventh = unattached(ann).id();
        assertThatThrownBy(() -> images.attach(ann.id(), eleventh, full)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void deletedMessageTakesNoImage() {
        var message = t.post(ann, room, "Hi").id();
        t.chat.messaging().delete(ann.id(), room, message);
        assertThatThrownBy(() -> images.attach(ann.id(), message, new Upload("x", ImagesFixture::failOnOpen)))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void editedMessageKeepsImages() {
        var image = postImage(ann);
        t.chat.messaging().edit(ann.id(), room, image.message(), new Body("A cat"));
        assertThat(imagesOf(image.message())).containsExactly(image);
        assertThat(lastEvent(RoomEvent.MessageUpdated.class).details().images()).containsExactly(image);
        assertThat(t.view(bob, room).last().images()).containsExactly(image);
        t.send(bob, room, draft("Nice", message(image.message()), null));
        assertThat(lastEvent(RoomEvent.MessageUpdated.class).details().images()).containsExactly(image);
    }
}
