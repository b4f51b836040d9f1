package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.ProcessedImage;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store of the files of images. It takes no part in transactions: callers store files before the metadata and delete
 * them after it. A crash then leaves an unused file at worst, never metadata without a file. Thread-safe.
 */
public interface ImageStore {

    /**
     * Stores both renditions under a new id. They are durable when this method returns.
     *
     * @throws Unavailable if the files cannot be written
     */
    void put(ImageId id, ProcessedImage image);

    /**
     * Opens a rendition for reading, or returns empty if it does not exist. The channel remains readable if the rendition
     * is deleted meanwhile. The caller closes it.
     */
    Optional<SeekableByteChannel> open(ImageId id, Rendition rendition);

    /** Deletes the renditions of those images that have any. */
    void delete(Collection<ImageId> ids);

    /**
     * Passes all ids with a rendition stored before {@code time} to {@code batch}, in no particular order. The consumer
     * may delete them immediately. Temporary files that a crash during {@link #put} left before {@code time} are deleted.
     *
     * @param size the maximum number of ids per batch
     */
    void sweep(Instant time, int size, Consumer<List<ImageId>> batch);
}
