package dev.confab.chat.application.image;

import static dev.confab.chat.application.TestChat.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.InMemoryImageCodec;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.room.UnattachedUploads;
import dev.confab.chat.domain.user.User;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ImagesTest {

    private final TestChat t = new TestChat();
    private final Images images = t.chat.images();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final RoomId room = t.room(ann, false, bob);

    private static InputStream never() {
        throw new AssertionError("opened before the author was known to be allowed");
    }

    private static Upload upload(String text) {
        var bytes = InMemoryImageCodec.image(640, 480, text);
        return new Upload(text + ".png", () -> new ByteArrayInputStream(bytes));
    }

    private Image loose(User uploader) {
        return images.upload(uploader.id(), upload("loose"));
    }

    private Messaging.PostResult post(User author, String body, ImageId... ids) {
        return t.send(author, room, new Draft(body == null ? null : new Body(body), List.of(ids), null, null));
    }

    private Image said(User author) {
        return images.post(author.id(), room, upload("said"), null).image();
    }

    private List<Image> imagesOf(MessageId message) {
        return t.chat.messaging().find(ann.id(), room, message).details().images();
    }

    private Message message(MessageId id) {
        return t.chat.messaging().find(ann.id(), room, id).details().message();
    }

    private <T extends RoomEvent> T lastTold(Class<T> type) {
        var told = t.told(room);
        return type.cast(told.stream()
                .filter(type::isInstance)
                .reduce((first, second) -> second)
                .orElseThrow());
    }

    private static void assertNoImage(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(Refusal.NotFound.class).hasMessage("Image not found.");
    }

    // --- saying images ---------------------------------------------------------------------------------------------

    @Test
    void anImageSaidInARoomIsOneMessageThatIsToldWithTheImage() {
        long before = t.stored(room).version();
        var image = said(ann);

        assertThat(image.room()).isEqualTo(room);
        assertThat(t.stored(room).version()).isEqualTo(before + 1);
        var told = lastTold(RoomEvent.MessageCreated.class).details();
        assertThat(told.images()).containsExactly(image);
        assertThat(told.message().body()).isEmpty();
        assertThat(told.message().counts().images()).isEqualTo(1);
        assertThat(imagesOf(told.message().id())).containsExactly(image);
    }

    @Test
    void sayingAnImageInAPublicRoomJoinsIt() {
        var open = t.room(ann, true);
        images.post(bob.id(), open, upload("hello"), null);
        assertThat(t.membership(bob, open).isActive()).isTrue();
    }

    @Test
    void theSameFileUnderTheSameClientIdIsSaidOnce() {
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
    void looseImagesArePostedInTheOrderThatTheyAreNamed() {
        var ids = new ImageId[] {loose(ann).id(), loose(ann).id(), loose(ann).id()};
        var order = new ImageId[] {ids[2], ids[0], ids[1]};
        var sent = post(ann, "Look", order);
        assertThat(sent.message().details().images()).extracting(Image::id).containsExactly(order);
        assertThat(imagesOf(sent.message().details().message().id()))
                .extracting(Image::id)
                .containsExactly(order);
    }

    @Test
    void aRepeatedPostIsOneThoughItsImagesAreUsedBySomethingNow() {
        var draft = new Draft(new Body("Look"), List.of(loose(ann).id()), null, new ClientId("once"));
        var first = t.send(ann, room, draft);
        var second = t.send(ann, room, draft);
        assertThat(second.isRepeat()).isTrue();
        assertThat(second.message().details()).isEqualTo(first.message().details());
    }

    @Test
    void onlyLooseImagesOfOnesOwnCanBePosted() {
        for (var id : List.of(loose(bob).id(), said(ann).id(), new ImageId(UUID.randomUUID()))) {
            assertThatThrownBy(() -> post(ann, "Look", id))
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("images"));
        }
    }

    @Test
    void whoMayNotSpeakInTheRoomIsTurnedAwayBeforeAnythingIsDecoded() {
        var eve = t.user("eve");
        assertThatThrownBy(() -> images.post(eve.id(), room, new Upload("x", ImagesTest::never), null))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(
                        () -> images.attach(eve.id(), t.post(ann, room, "Hi").id(), new Upload("x", ImagesTest::never)))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(
                        () -> images.attach(bob.id(), t.post(ann, room, "Hi").id(), new Upload("x", ImagesTest::never)))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void whatIsNoImageLeavesNothingBehind() {
        var broken = new Upload("x.png", () -> new ByteArrayInputStream(new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> images.post(ann.id(), room, broken, null)).isInstanceOf(Refusal.Invalid.class);
        assertThat(t.files.size()).isZero();
        assertThat(images.uploadedBy(ann.id(), new Page.Window(10, 0)).total()).isZero();
    }

    // --- how much one user may keep --------------------------------------------------------------------------------

    @Test
    void unattachedUploadsOfOneUserAreBoundedInNumber() {
        IntStream.range(0, UnattachedUploads.MAX_COUNT).forEach(n -> loose(ann));
        assertTooLarge(() -> images.upload(ann.id(), new Upload("x", ImagesTest::never)));
        assertThat(loose(bob)).isNotNull();
        assertThat(t.files.size()).isEqualTo(UnattachedUploads.MAX_COUNT + 1);

        said(ann);
        images.attach(ann.id(), t.post(ann, room, "Look").id(), upload("late"));
        var first = images.uploadedBy(ann.id(), new Page.Window(1, 100))
                .items()
                .get(0)
                .id();
        images.delete(ann.id(), first);
        assertThat(loose(ann)).isNotNull();
        assertTooLarge(() -> loose(ann));
    }

    @Test
    void attachedUploadsMakeRoomForOthers() {
        var ids = new ImageId[Image.MAX_PER_MESSAGE];
        for (int round = 0; round < 11; round++) {
            Arrays.setAll(ids, n -> loose(ann).id());
            post(ann, null, ids);
        }
        assertThat(loose(ann)).isNotNull();
    }

    private static void assertTooLarge(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.TooLarge.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("image"));
    }

    // --- images on messages that are there already -----------------------------------------------------------------

    @Test
    void aLateImageUpdatesItsMessage() {
        var message = t.post(ann, room, "Wait");
        var image = images.attach(ann.id(), message.id(), upload("late"));

        var told = lastTold(RoomEvent.MessageUpdated.class).details();
        assertThat(told.images()).containsExactly(image);
        assertThat(told.message().version()).isEqualTo(message.version() + 1);
        assertThat(told.message().edited()).isNull();
        assertThat(imagesOf(message.id())).containsExactly(image);
    }

    @Test
    void aLooseImageCanBePutOnAMessageOnce() {
        var message = t.post(ann, room, "Wait").id();
        var first = images.attach(ann.id(), message, upload("first"));
        var image = images.attach(ann.id(), loose(ann).id(), message);
        assertThat(imagesOf(message)).containsExactly(first, image);
        assertThatThrownBy(() -> images.attach(ann.id(), image.id(), message)).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void aMessageHoldsTenImages() {
        var ids = new ImageId[Image.MAX_PER_MESSAGE];
        Arrays.setAll(ids, number -> loose(ann).id());
        var full = post(ann, null, ids).message().details().message().id();
        assertThatThrownBy(() -> images.attach(ann.id(), full, new Upload("x", ImagesTest::never)))
                .isInstanceOf(Refusal.Invalid.class);
        var eleventh = loose(ann).id();
        assertThatThrownBy(() -> images.attach(ann.id(), eleventh, full)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void aDeletedMessageTakesNoImage() {
        var message = t.post(ann, room, "Hi").id();
        t.chat.messaging().delete(ann.id(), room, message);
        assertThatThrownBy(() -> images.attach(ann.id(), message, new Upload("x", ImagesTest::never)))
                .isInstanceOf(Refusal.Conflict.class);
    }

    // --- taking images back ----------------------------------------------------------------------------------------

    @Test
    void anImageTakenBackIsGoneWithItsFilesAndTheMessageStays() {
        var a = loose(ann).id();
        var b = loose(ann).id();
        post(ann, null, a, b);
        images.delete(ann.id(), a);

        assertThat(lastTold(RoomEvent.MessageUpdated.class).details().images())
                .extracting(Image::id)
                .containsExactly(b);
        assertNoImage(() -> images.open(ann.id(), a, Rendition.FILE));
        t.timer.ring();
        assertThat(t.files.size()).isEqualTo(1);
    }

    @Test
    void aMessageWithNothingLeftBecomesATombstoneAndItsThreadCountsOneLess() {
        var parent = t.post(bob, room, "Show me").id();
        var reply = t.send(ann, room, new Draft(null, List.of(loose(ann).id()), parent, null));
        var id = reply.message().details().message().id();
        assertThat(message(parent).counts().replies()).isEqualTo(1);

        images.delete(ann.id(), reply.message().details().images().get(0).id());
        assertThat(message(id).isDeleted()).isTrue();
        assertThat(lastTold(RoomEvent.MessageDeleted.class).details().images()).isEmpty();
        assertThat(message(parent).counts().replies()).isZero();
        t.timer.ring();
        assertThat(t.files.size()).isZero();
    }

    @Test
    void nobodyElseCanTakeAnImageBackNorEvenFindIt() {
        var image = said(ann).id();
        assertNoImage(() -> images.delete(bob.id(), image));
        assertNoImage(() -> images.find(bob.id(), image));
        assertNoImage(() -> images.rename(bob.id(), image, "mine.png"));
        assertThat(images.find(ann.id(), image).id()).isEqualTo(image);
    }

    @Test
    void deletingAMessageTakesItsImagesAndTheirFilesAlong() {
        var image = said(bob);
        t.chat.messaging().delete(ann.id(), room, image.message());
        assertThat(imagesOf(image.message())).isEmpty();
        assertNoImage(() -> images.find(bob.id(), image.id()));
        t.timer.ring();
        assertThat(t.files.size()).isZero();
    }

    @Test
    void deletingARoomTakesAllImagesAlong() {
        said(ann);
        said(bob);
        var picture = loose(ann).id();
        t.chat.rooms().changeProfile(ann.id(), room, now -> pictured(now, picture));
        t.chat.rooms().delete(ann.id(), room);
        t.timer.ring();
        assertThat(t.files.size()).isZero();
        assertThat(images.uploadedBy(bob.id(), new Page.Window(10, 0)).total()).isZero();
    }

    // --- who sees them ---------------------------------------------------------------------------------------------

    @Test
    void aLooseImageIsSeenByItsUploaderAlone() {
        var image = loose(ann).id();
        assertThat(images.open(ann.id(), image, Rendition.FILE).image().id()).isEqualTo(image);
        assertNoImage(() -> images.open(bob.id(), image, Rendition.FILE));
    }

    @Test
    void anImageInARoomIsSeenByWhoSeesTheRoom() {
        var image = said(ann).id();
        var eve = t.user("eve");
        assertThat(images.open(bob.id(), image, Rendition.THUMBNAIL).bytes()).isNotNull();
        assertNoImage(() -> images.open(eve.id(), image, Rendition.FILE));

        t.chat.members().leave(bob.id(), room);
        assertNoImage(() -> images.open(bob.id(), image, Rendition.FILE));

        t.chat.rooms().changeProfile(ann.id(), room, now -> RoomProfile.of("Open", true));
        assertThat(images.open(eve.id(), image, Rendition.FILE).bytes()).isNotNull();
    }

    @Test
    void evenTheUploaderDoesNotSeeARoomTheyHaveLeft() {
        var image = said(bob).id();
        t.chat.members().leave(bob.id(), room);
        assertNoImage(() -> images.open(bob.id(), image, Rendition.FILE));
        assertThat(images.open(ann.id(), image, Rendition.FILE).bytes()).isNotNull();
    }

    // --- pictures of rooms -----------------------------------------------------------------------------------------

    private static RoomProfile pictured(RoomProfile now, ImageId picture) {
        return new RoomProfile(
                now.title(), now.description(), picture, now.isPublic(), now.membersCanInvite(), now.membersCanPin());
    }

    @Test
    void aRoomHasOnePictureAndTheOldOneGoes() {
        var first = loose(ann).id();
        var second = loose(ann).id();
        t.chat.rooms().changeProfile(ann.id(), room, now -> pictured(now, first));
        assertThat(images.open(bob.id(), first, Rendition.FILE).bytes()).isNotNull();

        t.chat.rooms().changeProfile(ann.id(), room, now -> pictured(now, second));
        assertThat(t.stored(room).profile().image()).isEqualTo(second);
        assertNoImage(() -> images.open(ann.id(), first, Rendition.FILE));
        t.chat.rooms().changeProfile(ann.id(), room, now -> pictured(now, null));
        t.timer.ring();
        assertThat(t.files.size()).isZero();
    }

    @Test
    void aRoomIsFoundedWithItsPicture() {
        var picture = loose(ann).id();
        var view = t.chat.rooms().create(ann.id(), pictured(RoomProfile.of("New", false), picture), Set.of(bob.id()));
        assertThat(images.open(bob.id(), picture, Rendition.FILE).image().room())
                .isEqualTo(view.room().id());
    }

    @Test
    void onlyALooseImageOfOnesOwnCanBeThePictureOfARoom() {
        for (var id : List.of(loose(bob).id(), said(ann).id())) {
            assertThatThrownBy(() -> t.chat.rooms().changeProfile(ann.id(), room, now -> pictured(now, id)))
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("image"));
        }
        assertThat(t.stored(room).profile().image()).isNull();
    }

    @Test
    void thePictureOfARoomIsNotTakenBackBehindItsBack() {
        var picture = loose(ann).id();
        t.chat.rooms().changeProfile(ann.id(), room, now -> pictured(now, picture));
        assertThatThrownBy(() -> images.delete(ann.id(), picture)).isInstanceOf(Refusal.Conflict.class);
    }

    // --- what nobody needs any more --------------------------------------------------------------------------------

    @Test
    void aSweepTakesWhatWasLooseForADay() {
        var old = loose(ann);
        var used = said(ann);
        t.clock.forward(Duration.ofHours(23));
        var fresh = loose(ann);
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
        var people = IntStream.range(0, 12).mapToObj(n -> t.user("user" + n)).toList();
        IntStream.range(0, 1_100).forEach(n -> loose(people.get(n % people.size())));
        t.clock.forward(Duration.ofHours(25));
        images.sweep();
        assertThat(t.files.size()).isZero();
        assertThat(people)
                .allSatisfy(user -> assertThat(images.uploadedBy(user.id(), new Page.Window(10, 0))
                                .total())
                        .isZero());
    }

    @Test
    void aSweepMendsWhatACrashLeftBehind() {
        var codec = new InMemoryImageCodec();
        t.files.put(
                new ImageId(UUID.randomUUID()),
                codec.read(ann.id(), new ByteArrayInputStream(InMemoryImageCodec.image(1, 1, "no row"))));
        images.delete(ann.id(), loose(ann).id()); // its files have not been deleted yet
        var kept = said(ann);
        assertThat(t.files.size()).isEqualTo(3);

        t.clock.forward(Duration.ofHours(25));
        images.sweep();
        assertThat(t.files.size()).isEqualTo(1);
        assertThat(images.open(ann.id(), kept.id(), Rendition.FILE).bytes()).isNotNull();
    }

    @Test
    void aMessageWithImagesIsEditedAndKeepsThem() {
        var image = said(ann);
        t.chat.messaging().edit(ann.id(), room, image.message(), new Body("A cat"));
        assertThat(imagesOf(image.message())).containsExactly(image);
        assertThat(lastTold(RoomEvent.MessageUpdated.class).details().images()).containsExactly(image);
        assertThat(t.view(bob, room).last().images()).containsExactly(image);
        t.send(bob, room, draft("Nice", message(image.message()), null));
        assertThat(lastTold(RoomEvent.MessageUpdated.class).details().images()).containsExactly(image);
    }
}
