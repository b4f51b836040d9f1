package dev.confab.chat.application.image;

import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.ImagePorts;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.ImageCodec;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.UnattachedUploads;
import dev.confab.chat.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What people do with images. Who may not do it is turned away before anything is decoded; what no image is, is refused as
 * {@link ImageCodec#read} says. An image that is not one's own does not exist, but for those who can see it.
 */
public interface Images {

    /**
     * Keeps an image loose, for {@link dev.confab.chat.domain.room.Draft#images} or the picture of a room, for a day.
     *
     * @throws Refusal.TooLarge also if the uploader has too many of them, see {@link UnattachedUploads}
     */
    Image upload(UserId uploader, Upload upload);

    /**
     * Says an image, without words, in a room; under the terms of {@link Messaging#post}. The same file under the same
     * client id is a repeat.
     */
    PostedImage post(UserId author, RoomId room, Upload upload, @Nullable ClientId clientId);

    /**
     * Puts one more image on a message that is there already.
     *
     * @throws Refusal.Invalid if it is somebody else's, or is full
     * @throws Refusal.Conflict if it was deleted
     */
    Image attach(UserId author, MessageId message, Upload upload);

    /** What somebody uploaded, wherever it is shown, the latest first. */
    Page<Image> uploadedBy(UserId uploader, Page.Window window);

    Image find(UserId uploader, ImageId id);

    Image rename(UserId uploader, ImageId id, String name);

    /**
     * Puts a loose image on a message, as {@link #attach} does.
     *
     * @throws Refusal.Conflict if it is not loose
     */
    Image attach(UserId uploader, ImageId id, MessageId message);

    /**
     * Takes an image back. A message that has nothing else becomes a tombstone.
     *
     * @throws Refusal.Conflict if it is the picture of a room, which only another or none can replace
     */
    void delete(UserId uploader, ImageId id);

    /** Opens an image for who can see the room it is in, or for who uploaded it as long as it is loose. */
    ImageContent open(UserId reader, ImageId id, Rendition rendition);

    /** Opens an image for who has a signed URL of it: that is the permission, whoever they are. */
    ImageContent open(ImageId id, Rendition rendition);

    /** Clears away what nobody needs any more; to be called every hour or so, by as many nodes as there are. */
    void sweep();

    /**
     * What became of an image that was to be said.
     *
     * @param isRepeat true if this is the image of an earlier time
     */
    record PostedImage(Image image, boolean isRepeat) {}

    static Images of(
            RoomUpdates changes,
            Messaging messaging,
            Stores stores,
            ImagePorts images,
            ImageCleanup garbage,
            Environment environment) {
        return new ImagesService(changes, messaging, stores, images, garbage, environment);
    }
}
