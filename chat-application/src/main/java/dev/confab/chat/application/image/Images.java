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
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.UnattachedUploads;
import dev.confab.chat.domain.user.UserId;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Uploads, attaches, shows and deletes images. Permissions are checked before an upload is decoded. {@link ImageCodec#read}
 * lists the refusals of uploads that are not valid images. Methods that take an image throw {@link Refusal.NotFound} if the
 * caller may not see it, and, except {@code open}, if it is not the caller's.
 */
public interface Images {

    /**
     * Stores an unattached image, to be used within a day in {@link dev.confab.chat.domain.room.Draft#images} or as the
     * picture of a room.
     *
     * @throws Refusal.TooLarge also if the uploader exceeds the limits of {@link UnattachedUploads}
     */
    Image upload(UserId uploader, Upload upload);

    /**
     * Posts an image without text, as {@link Messaging#post} does. A repeat is an upload of the same file under the same
     * client id.
     */
    PostedImage post(UserId author, RoomId room, Upload upload, @Nullable ClientId clientId);

    /**
     * Uploads one more image to an existing message of the author.
     *
     * @throws Refusal.Invalid if the message has another author, or {@value Image#MAX_PER_MESSAGE} images already
     * @throws Refusal.Conflict if the message was deleted
     */
    Image attach(UserId author, MessageId message, Upload upload);

    /** Returns all images of {@code uploader}, attached or not, the latest first. */
    Page<Image> uploadedBy(UserId uploader, Page.Window window);

    /** Returns one image of {@code uploader}. */
    Image find(UserId uploader, ImageId id);

    /** Changes the file name of an image. */
    Image rename(UserId uploader, ImageId id, String name);

    /**
     * Attaches an unattached image to an existing message. Has the refusals of {@link #attach(UserId, MessageId, Upload)}.
     *
     * @throws Refusal.Conflict also if the image is attached already
     */
    Image attach(UserId uploader, ImageId id, MessageId message);

    /**
     * Deletes an image. A message that consists of this image only becomes a tombstone.
     *
     * @throws Refusal.Conflict if it is the picture of a room, which can only be replaced
     */
    void delete(UserId uploader, ImageId id);

    /** Opens an image for a reader who can see its room, or for its uploader while it is unattached. */
    ImageContent open(UserId reader, ImageId id, Rendition rendition);

    /** Opens an image without a check, for requests whose URL was signed. */
    ImageContent open(ImageId id, Rendition rendition);

    /** Deletes images and files that are not needed. To be called about every hour; any number of nodes may do so. */
    void sweep();

    /**
     * The result of posting an image.
     *
     * @param isRepeat whether the image was posted by an earlier call
     */
    record PostedImage(Image image, boolean isRepeat) {}

    /**
     * An open file of an image. The content for one image and rendition never changes.
     *
     * @param bytes the content; the receiver must close it
     */
    record ImageContent(Image image, Rendition rendition, SeekableByteChannel bytes) {

        /** Returns the format of this rendition. */
        public Format format() {
            return rendition == Rendition.FILE ? image.format() : image.thumbnail();
        }
    }

    /** Returns the use cases over {@code updates}, {@code stores} and {@code images}. */
    static Images of(
            RoomUpdates updates,
            Messaging messaging,
            Stores stores,
            ImagePorts images,
            ImageCleanup cleanup,
            Environment environment) {
        return new ImagesService(updates, messaging, stores, images, cleanup, environment);
    }
}
