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
 * Keeps the files of images. Knows nothing of transactions: who stores an image puts the files first, and who deletes
 * one removes them last, so that a crash leaves files that nobody asks for, and never the other way round. Callable from
 * every thread.
 */
public interface ImageStore {

    /**
     * Keeps both renditions under an id that had none. When this returns, they are durable.
     *
     * @throws Unavailable if they cannot be written
     */
    void put(ImageId id, ProcessedImage picture);

    /** Opens one rendition to be read, whole and never changing, even when it is deleted meanwhile; the caller closes it. */
    Optional<SeekableByteChannel> open(ImageId id, Rendition rendition);

    /** Deletes all renditions; what is not there is deleted already. */
    void delete(Collection<ImageId> ids);

    /**
     * Goes through all ids of which a rendition was put before {@code time}, in no particular order, and hands them over
     * in batches of at most {@code size}, which may be deleted at once. What was left behind by a crash before
     * {@code time} in the midst of {@link #put} is cleared away on the way.
     */
    void sweep(Instant time, int size, Consumer<List<ImageId>> batch);
}
