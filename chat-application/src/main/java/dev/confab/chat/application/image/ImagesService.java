package dev.confab.chat.application.image;

import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.message.PostMessage;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.ImagePorts;
import dev.confab.chat.application.room.RoomUpdate;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Sha256;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The writing half of {@link Images}. */
final class ImagesService extends ImageReader {

    private final RoomUpdates updates;
    private final Messaging messaging;
    private final Stores stores;
    private final Transactions transactions;
    private final ImageCatalog catalog;
    private final UploadIntake intake;
    private final ImageCleanup cleanup;
    private final Environment environment;

    ImagesService(
            RoomUpdates updates,
            Messaging messaging,
            Stores stores,
            ImagePorts images,
            ImageCleanup cleanup,
            Environment environment) {
        super(stores, images.store());
        this.updates = updates;
        this.messaging = messaging;
        this.stores = stores;
        this.transactions = stores.transactions();
        this.catalog = stores.images();
        this.intake = new UploadIntake(stores, images, environment);
        this.cleanup = cleanup;
        this.environment = environment;
    }

    // --- uploading and posting -------------------------------------------------------------------------------------

    @Override
    public Image upload(UserId uploader, Upload upload) {
        return intake.storeUnattached(uploader, upload);
    }

    @Override
    public PostedImage post(UserId author, RoomId room, Upload upload, @Nullable ClientId clientId) {
        var id = intake.newId();
        var draft = Draft.ofUpload(id, clientId, clientId == null ? null : digest(upload));
        var command = new PostMessage(author, room, draft);
        return messaging.findRepeated(command).map(ImagesService::postedImage).orElseGet(() -> {
            intake.store(id, author, upload, this::addUnattached);
            return post(command, id);
        });
    }

    /** Discards the image if the post is refused, or turns out to be a repeat of a concurrent one. */
    private PostedImage post(PostMessage command, ImageId id) {
        try {
            var posted = postedImage(messaging.post(command));
            if (posted.isRepeat()) {
                discardUnattached(command.author(), id);
            }
            return posted;
        } catch (Refusal refusal) {
            discardUnattached(command.author(), id);
            throw refusal;
        }
    }

    private static PostedImage postedImage(Messaging.PostResult result) {
        var images = result.message().details().images();
        if (images.isEmpty()) {
            throw new Refusal.Conflict("The image of the message with this client_id was deleted.");
        }
        return new PostedImage(images.get(0), result.isRepeat());
    }

    private Image addUnattached(Image image) {
        return transactions.write(() -> {
            catalog.add(image);
            return image;
        });
    }

    private static String digest(Upload upload) {
        try (var content = upload.content().get()) {
            return Sha256.hex(content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // --- attaching -------------------------------------------------------------------------------------------------

    @Override
    public Image attach(UserId author, MessageId message, Upload upload) {
        var room = transactions.read(() -> requireMayAttach(author, message));
        return intake.store(
                intake.newId(),
                author,
                upload,
                image -> updates.update(room, update -> {
                    var attached = image.attachedTo(requireMessage(message), nextPosition(message));
                    catalog.add(attached);
                    recordAttached(update, author, message);
                    return attached;
                }));
    }

    @Override
    public Image attach(UserId uploader, ImageId id, MessageId message) {
        requireUnattached(find(uploader, id));
        var room = transactions.read(() -> requireMayAttach(uploader, message));
        return updates.update(room, update -> {
            var attached =
                    requireUnattached(lockOwn(uploader, id)).attachedTo(requireMessage(message), nextPosition(message));
            catalog.update(attached);
            recordAttached(update, uploader, message);
            return attached;
        });
    }

    private RoomId requireMayAttach(UserId author, MessageId id) {
        var message = requireMessage(id);
        var room = stores.rooms().find(message.room()).orElseThrow(ImagesService::messageNotFound);
        var membership = stores.memberships().find(room.id(), author).orElse(null);
        requireVisible(room.isVisibleTo(membership));
        room.messages().requireMayAttach(membership, message, 1);
        return room.id();
    }

    private void recordAttached(RoomUpdate update, UserId author, MessageId id) {
        var membership = update.membershipOf(author);
        requireVisible(update.room().isVisibleTo(membership));
        update.recordMessageUpdate(update.room().messages().attach(membership, requireMessage(id)));
    }

    /** A message of a room that the caller may not see does not exist for the caller. */
    private static void requireVisible(boolean isRoomVisible) {
        if (!isRoomVisible) {
            throw messageNotFound();
        }
    }

    private int nextPosition(MessageId message) {
        var attached = catalog.attachedTo(Set.of(message)).getOrDefault(message, List.of());
        return attached.isEmpty() ? 0 : attached.get(attached.size() - 1).position() + 1;
    }

    private static Image requireUnattached(Image image) {
        if (!image.isUnattached()) {
            throw new Refusal.Conflict("The image is attached already.");
        }
        return image;
    }

    // --- renaming and deleting -------------------------------------------------------------------------------------

    @Override
    public Image rename(UserId uploader, ImageId id, String name) {
        return transactions.write(() -> {
            var image = lockOwn(uploader, id);
            var renamed = image.withName(name);
            if (!renamed.equals(image)) {
                catalog.update(renamed);
            }
            return renamed;
        });
    }

    @Override
    public void delete(UserId uploader, ImageId id) {
        var image = find(uploader, id);
        if (image.room() == null) {
            discardUnattached(uploader, id);
        } else if (image.message() == null) {
            throw new Refusal.Conflict("The image is the picture of a room. Change the room instead.");
        } else {
            updates.update(image.room(), update -> detach(update, uploader, id));
        }
    }

    private ImageId detach(RoomUpdate update, UserId uploader, ImageId id) {
        var membership = update.membershipOf(uploader);
        update.room().requireVisibleTo(membership);
        var messageId = lockOwn(uploader, id).message();
        if (messageId == null) {
            throw imageNotFound();
        }
        var message = requireMessage(messageId);
        if (message.isSingleImage()) {
            var now = environment.clock().instant();
            update.recordTombstone(update.room().messages().delete(membership, message, now), message);
        } else {
            update.discard(id);
            update.recordMessageUpdate(update.room().messages().detach(membership, message));
        }
        return id;
    }

    private void discardUnattached(UserId uploader, ImageId id) {
        transactions.write(() -> {
            requireUnattached(lockOwn(uploader, id));
            catalog.discard(List.of(id));
            return id;
        });
        cleanup.deleteDiscardedSoon();
    }

    @Override
    public void sweep() {
        cleanup.sweep();
    }

    private Image lockOwn(UserId uploader, ImageId id) {
        return catalog.lock(id)
                .filter(image -> image.uploader().equals(uploader))
                .orElseThrow(ImageReader::imageNotFound);
    }

    private Message requireMessage(MessageId id) {
        return stores.messages().find(id).orElseThrow(ImagesService::messageNotFound);
    }

    private static Refusal messageNotFound() {
        return new Refusal.NotFound("message");
    }
}
