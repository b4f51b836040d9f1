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
 * Keeps what is known about images; their files are in {@link ImageStore}. An image that is discarded is found no more,
 * but its id is kept until its files are gone, so that no crash leaves files behind. Each call is one statement unless
 * it says otherwise. Call within {@link Transactions}.
 */
public interface ImageCatalog {

    void add(Image image);

    Optional<Image> find(ImageId id);

    /** As {@link #find}; nobody else can lock, update or discard the image until the transaction ends. */
    Optional<Image> lock(ImageId id);

    /** Stores {@code image} over the one of the same id. */
    void update(Image image);

    /** The images of each message that has any, in the order of their places, equal ones by id. */
    Map<MessageId, List<Image>> attachedTo(Set<MessageId> messages);

    /** What somebody uploaded, the latest first, equal ones by id from the last on. Two statements. */
    Page<Image> uploadedBy(UserId uploader, Page.Window window);

    /** Counts the loose images of {@code uploader}. */
    UnattachedUploads unattached(UserId uploader);

    void discard(Collection<ImageId> ids);

    void discardOn(MessageId message);

    /** All images of the room, those of its messages among them. */
    void discardOf(RoomId room);

    /**
     * Discards at most {@code limit} images that are still loose and were uploaded before {@code time}, and returns how
     * many those were.
     */
    int discardUnattached(Instant time, int limit);

    /** At most {@code limit} ids of discarded images, in no particular order. */
    List<ImageId> discarded(int limit);

    /** Forgets those of {@code ids} that are discarded; their files are gone. */
    void forget(Collection<ImageId> ids);

    /** Those of {@code ids} that are known, discarded ones too. */
    Set<ImageId> existing(Collection<ImageId> ids);
}
