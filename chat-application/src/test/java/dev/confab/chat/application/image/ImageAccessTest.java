package dev.confab.chat.application.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.RoomProfile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageAccessTest extends ImagesFixture {

    @Test
    void unattachedImageIsVisibleToUploaderOnly() {
        var image = unattached(ann).id();
        assertThat(images.open(ann.id(), image, Rendition.FILE).image().id()).isEqualTo(image);
        assertNoImage(() -> images.open(bob.id(), image, Rendition.FILE));
    }

    @Test
    void imageIsVisibleToReadersOfRoom() {
        var image = postImage(ann).id();
        var eve = t.user("eve");
        assertThat(images.open(bob.id(), image, Rendition.THUMBNAIL).bytes()).isNotNull();
        assertNoImage(() -> images.open(eve.id(), image, Rendition.FILE));

        t.chat.members().leave(bob.id(), room);
        assertNoImage(() -> images.open(bob.id(), image, Rendition.FILE));

        t.chat.rooms().changeProfile(ann.id(), room, now -> RoomProfile.of("Open", true));
        assertThat(images.open(eve.id(), image, Rendition.FILE).bytes()).isNotNull();
    }

    @Test
    void uploaderWhoLeftCannotOpenImage() {
        var image = postImage(bob).id();
        t.chat.members().leave(bob.id(), room);
        assertNoImage(() -> images.open(bob.id(), image, Rendition.FILE));
        assertThat(images.open(ann.id(), image, Rendition.FILE).bytes()).isNotNull();
    }

    @Test
    void imageOfAnotherIsNotFound() {
        var image = postImage(ann).id();
        assertNoImage(() -> images.delete(bob.id(), image));
        assertNoImage(() -> images.find(bob.id(), image));
        assertNoImage(() -> images.rename(bob.id(), image, "mine.png"));
        assertThat(images.find(ann.id(), image).id()).isEqualTo(image);
    }

    @Test
    void newPictureReplacesOldOne() {
        var first = unattached(ann).id();
        var second = unattached(ann).id();
        t.chat.rooms().changeProfile(ann.id(), room, now -> withPicture(now, first));
        assertThat(images.open(bob.id(), first, Rendition.FILE).bytes()).isNotNull();

        t.chat.rooms().changeProfile(ann.id(), room, now -> withPicture(now, second));
        assertThat(t.stored(room).profile().image()).isEqualTo(second);
        assertNoImage(() -> images.open(ann.id(), first, Rendition.FILE));
        t.chat.rooms().changeProfile(ann.id(), room, now -> withPicture(now, null));
        t.timer.ring();
        assertThat(t.files.size()).isZero();
    }

    @Test
    void roomIsCreatedWithPicture() {
        var picture = unattached(ann).id();
        var view =
                t.chat.rooms().create(ann.id(), withPicture(RoomProfile.of("New", false), picture), Set.of(bob.id()));
        assertThat(images.open(bob.id(), picture, Rendition.FILE).image().room())
                .isEqualTo(view.room().id());
    }

    @Test
    void onlyOwnUnattachedImageCanBecomePicture() {
        for (var id : List.of(unattached(bob).id(), postImage(ann).id())) {
            assertThatThrownBy(() -> t.chat.rooms().changeProfile(ann.id(), room, now -> withPicture(now, id)))
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("image"));
        }
        assertThat(t.stored(room).profile().image()).isNull();
    }

    @Test
    void pictureOfRoomCannotBeDeleted() {
        var picture = unattached(ann).id();
        t.chat.rooms().changeProfile(ann.id(), room, now -> withPicture(now, picture));
        assertThatThrownBy(() -> images.delete(ann.id(), picture)).isInstanceOf(Refusal.Conflict.class);
    }
}
