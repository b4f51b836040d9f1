package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.ProcessedImage;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Image files in a map. */
public final class InMemoryImageStore implements ImageStore {

    private final Map<ImageId, Kept> files = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public InMemoryImageStore(InstantSource clock) {
        this.clock = clock;
    }

    private record Kept(ProcessedImage picture, Instant at) {}

    @Override
    public void put(ImageId id, ProcessedImage picture) {
        files.put(id, new Kept(picture, clock.instant()));
    }

    @Override
    public Optional<SeekableByteChannel> open(ImageId id, Rendition rendition) {
        return Optional.ofNullable(files.get(id))
                .map(Kept::picture)
                .map(picture -> rendition == Rendition.FILE ? picture.file() : picture.thumbnail())
                .map(encoded -> new InMemoryChannel(encoded.bytes()));
    }

    @Override
    public void delete(Collection<ImageId> ids) {
        files.keySet().removeAll(ids);
    }

    @Override
    public void sweep(Instant time, int size, Consumer<List<ImageId>> batch) {
        var old = files.entrySet().stream()
                .filter(file -> file.getValue().at().isBefore(time))
                .map(Map.Entry::getKey)
                .toList();
        for (int from = 0; from < old.size(); from += size) {
            batch.accept(old.subList(from, Math.min(from + size, old.size())));
        }
    }

    /** Returns the number of images with files. */
    public int size() {
        return files.size();
    }
}
