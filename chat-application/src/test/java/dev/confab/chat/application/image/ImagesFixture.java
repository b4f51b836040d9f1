package dev.confab.chat.application.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.InMemoryImageCodec;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.User;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Images of two members of a room. */
abstract class ImagesFixture {

    final TestChat t = new TestChat();
    final Images images = t.chat.images();
    final User ann = t.user("ann");
    final User bob = t.user("bob");
    final RoomId room = t.room(ann, false, bob);

    static InputStream failOnOpen() {
        throw new AssertionError("opened before the author was known to be allowed");
    }

    static Upload upload(String text) {
        var bytes = InMemoryImageCodec.image(640, 480, text);
        return new Upload(text + ".png", () -> new ByteArrayInputStream(bytes));
    }

    Image unattached(User uploader) {
        return images.upload(uploader.id(), upload("unattached"));
    }

    Messaging.PostResult post(User author, String body, ImageId... ids) {
        return t.send(author, room, new Draft(body == null ? null : new Body(body), List.of(ids), null, null));
    }

    Image postImage(User author) {
        return images.post(author.id(), room, upload("posted"), null).image();
    }

    List<Image> imagesOf(MessageId message) {
        return t.chat.messaging().find(ann.id(), room, message).details().images();
    }

    Message message(MessageId id) {
        return t.chat.messaging().find(ann.id(), room, id).details().message();
    }

    <T extends RoomEvent> T lastEvent(Class<T> type) {
        var events = t.events(room);
        return type.cast(events.stream()
                .filter(type::isInstance)
                .reduce((first, second) -> second)
                .orElseThrow());
    }

    static void assertNoImage(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(Refusal.NotFound.class).hasMessage("Image not found.");
    }

    static void assertTooLarge(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.TooLarge.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("image"));
    }

    static RoomProfile withPicture(RoomProfile now, ImageId picture) {
        return new RoomProfile(
                now.title(), now.description(), picture, now.isPublic(), now.membersCanInvite(), now.membersCanPin());
    }
}
