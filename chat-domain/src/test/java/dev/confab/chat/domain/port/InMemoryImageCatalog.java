package dev.confab.chat.domain.port;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.UnattachedUploads;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Images in a map, and discarded ones in another. */
public final class InMemoryImageCatalog implements ImageCatalog {

    private static final Comparator<Image> BY_ID = comparing(image -> image.id().toString());

    private final InMemoryTransactions transactions;

    public InMemoryImageCatalog(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(Image image) {
        transactions.writing().images.put(image.id(), image);
    }

    @Override
    public Optional<Image> find(ImageId id) {
        return Optional.ofNullable(transactions.reading().images.get(id));
    }

    @Override
    public Optional<Image> lock(ImageId id) {
        return Optional.ofNullable(transactions.writing().images.get(id));
    }

    @Override
    public void update(Image image) {
        transactions.writing().images.replace(image.id(), image);
    }

    @Override
    public Map<MessageId, List<Image>> attachedTo(Set<MessageId> messages) {
        return all(image -> image.message() != null && messages.contains(image.message()))
                .sorted(comparingInt(Image::position).thenComparing(BY_ID))
                .collect(groupingBy(Image::message));
    }

    @Override
    public Page<Image> uploadedBy(UserId uploader, Page.Window window) {
        var mine = all(image -> image.uploader().equals(uploader))
                .sorted(comparing(Image::created).thenComparing(BY_ID).reversed());
        return Pages.cut(mine.toList(), window);
    }

    @Override
    public UnattachedUploads unattached(UserId uploader) {
        var loose = all(image -> image.isUnattached() && image.uploader().equals(uploader))
                .toList();
        return new UnattachedUploads(
                loose.size(), loose.stream().mapToLong(Image::size).sum());
    }

    @Override
    public void discard(Collection<ImageId> ids) {
        discard(image -> ids.contains(image.id()));
    }

    @Override
    public void discardOn(MessageId message) {
        discard(image -> message.equals(image.message()));
    }

    @Override
    public void discardOf(RoomId room) {
        discard(image -> room.equals(image.room()));
    }

    @Override
    public int discardUnattached(Instant time, int limit) {
        var old = all(image -> image.isUnattached() && image.created().isBefore(time))
                .limit(limit)
                .map(Image::id)
                .toList();
        discard(old);
        return old.size();
    }

    private void discard(Predicate<Image> condition) {
        var tables = transactions.writing();
        var ids = all(condition).map(Image::id).collect(toSet());
        tables.images.keySet().removeAll(ids);
        tables.discardedImages.addAll(ids);
    }

    @Override
    public List<ImageId> discarded(int limit) {
        return transactions.reading().discardedImages.stream().limit(limit).toList();
    }

    @Override
    public void forget(Collection<ImageId> ids) {
        transactions.writing().discardedImages.removeAll(ids);
    }

    @Override
    public Set<ImageId> existing(Collection<ImageId> ids) {
        var tables = transactions.reading();
        return ids.stream()
                .filter(id -> tables.images.containsKey(id) || tables.discardedImages.contains(id))
                .collect(toSet());
    }

    private Stream<Image> all(Predicate<Image> condition) {
        return transactions.reading().images.values().stream().filter(condition);
    }
}
