package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.UnattachedUploads;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store of the metadata of images, whose files are in {@link ImageStore}. A discarded image is no longer found, but its
 * id is kept until its files are deleted, so that a crash leaves no files behind.
 *
 * <p>Each call is one statement unless stated otherwise. All calls must be made within {@link Transactions}.
 */
public interface ImageCatalog {

    void add(Image image);

    Optional<Image> find(ImageId id);

    /** Finds the image and locks it against other changes until the transaction ends. */
    Optional<Image> lock(ImageId id);

    /** Replaces the image of the same id. */
    void update(Image image);

    /** Returns the images of each message that has any, ordered by position and then by id. */
    Map<MessageId, List<Image>> attachedTo(Set<MessageId> messages);

    /** Returns the uploads of a user, the latest first, and by descending id at the same time. Two statements. */
    Page<Image> uploadedBy(UserId uploader, Page.Window window);

    /** Returns the number and size of the uploader's unattached images. */
    UnattachedUploads unattached(UserId uploader);

    void discard(Collection<ImageId> ids);

    /** Discards the images of a message. */
    void discardOn(MessageId message);

    /** Discards the images of a room and of all its messages. */
    void discardOf(RoomId room);

    /**
     * Discards at most {@code limit} unattached images that were uploaded before {@code time}.
     *
     * @return the number of discarded images
     */
    int discardUnattached(Instant time, int limit);

    /** Returns the ids of at most {@code limit} discarded images, in no particular order. */
    List<ImageId> discarded(int limit);

    /** Deletes the ids of those images that are discarded, after their files were deleted. */
    void forget(Collection<ImageId> ids);

    /** Returns those ids that have an entry, including discarded images. */
    Set<ImageId> existing(Collection<ImageId> ids);
}
