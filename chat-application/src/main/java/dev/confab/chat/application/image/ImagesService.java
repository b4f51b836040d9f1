package dev.confab.chat.application.image;

import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.message.PostMessage;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.ImagePorts;
import dev.confab.chat.application.room.RoomUpdate;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.ImageStore;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class ImagesService implements Images {

    private final RoomUpdates changes;
    private final Messaging messaging;
    private final Transactions transactions;
    private final RoomStore rooms;
    private final MembershipStore memberships;
    private final MessageStore messages;
    private final ImageCatalog catalog;
    private final ImageCleanup garbage;
    private final ImageStore files;
    private final UploadIntake intake;
    private final InstantSource clock;

    ImagesService(
            RoomUpdates changes,
            Messaging messaging,
            Stores stores,
            ImagePorts images,
            ImageCleanup garbage,
            Environment environment) {
        this.changes = changes;
        this.messaging = messaging;
        this.transactions = stores.transactions();
        this.rooms = stores.rooms();
        this.memberships = stores.memberships();
        this.messages = stores.messages();
        this.catalog = stores.images();
        this.garbage = garbage;
        this.files = images.store();
        this.intake = new UploadIntake(stores, images, environment);
        this.clock = environment.clock();
    }

    @Override
    public Image upload(UserId uploader, Upload upload) {
        return intake.keepUnattached(uploader, upload);
    }

    @Override
    public PostedImage post(UserId author, RoomId room, Upload upload, @Nullable ClientId clientId) {
        var id = intake.newId();
        var draft = Draft.ofUpload(id, clientId, clientId == null ? null : digest(upload));
        var command = new PostMessage(author, room, draft);
        return messaging.repeated(command).map(ImagesService::said).orElseGet(() -> {
            intake.keep(id, author, upload, this::addLoose);
            return say(command, id);
        });
    }

    /** What came too late, or is refused now, leaves nothing behind. */
    private PostedImage say(PostMessage command, ImageId id) {
        try {
            var said = said(messaging.post(command));
            if (said.isRepeat()) {
                dropLoose(command.author(), id);
            }
            return said;
        } catch (Refusal refusal) {
            dropLoose(command.author(), id);
            throw refusal;
        }
    }

    private void dropLoose(UserId uploader, ImageId id) {
        transactions.write(() -> {
            requireLoose(lockMine(uploader, id));
            catalog.discard(List.of(id));
            return id;
        });
        garbage.collectSoon();
    }

    private static PostedImage said(Messaging.PostResult sent) {
        var shown = sent.message().details().images();
        if (shown.isEmpty()) {
            throw new Refusal.Conflict("The message of this client_id has no image any more.");
        }
        return new PostedImage(shown.get(0), sent.isRepeat());
    }

    @Override
    public Image attach(UserId author, MessageId message, Upload upload) {
        var room = transactions.read(() -> requireMayAttach(author, message));
        return intake.keep(
                intake.newId(),
                author,
                upload,
                image -> changes.update(room, change -> {
                    var placed = image.attachedTo(find(message), placeOn(message));
                    catalog.add(placed);
                    attach(change, author, message);
                    return placed;
                }));
    }

    private RoomId requireMayAttach(UserId author, MessageId id) {
        var message = find(id);
        var room = rooms.find(message.room()).orElseThrow(ImagesService::noMessage);
        var member = memberships.find(room.id(), author).orElse(null);
        requireVisible(room.isVisibleTo(member));
        room.requireMayAttach(member, message, 1);
        return room.id();
    }

    private void attach(RoomUpdate change, UserId author, MessageId id) {
        var member = change.membershipOf(author);
        requireVisible(change.room().isVisibleTo(member));
        change.updated(change.room().attach(member, find(id)));
    }

    /** What is behind a room that one may not know of, is no message at all. */
    private static void requireVisible(boolean isVisible) {
        if (!isVisible) {
            throw noMessage();
        }
    }

    private int placeOn(MessageId message) {
        var there = catalog.attachedTo(Set.of(message)).getOrDefault(message, List.of());
        return there.isEmpty() ? 0 : there.get(there.size() - 1).position() + 1;
    }

    @Override
    public Image attach(UserId uploader, ImageId id, MessageId message) {
        requireLoose(find(uploader, id));
        var room = transactions.read(() -> requireMayAttach(uploader, message));
        return changes.update(room, change -> {
            var placed = requireLoose(lockMine(uploader, id)).attachedTo(find(message), placeOn(message));
            catalog.update(placed);
            attach(change, uploader, message);
            return placed;
        });
    }

    private static Image requireLoose(Image image) {
        if (!image.isUnattached()) {
            throw new Refusal.Conflict("The image is used already.");
        }
        return image;
    }

    @Override
    public Page<Image> uploadedBy(UserId uploader, Page.Window window) {
        return transactions.read(() -> catalog.uploadedBy(uploader, window));
    }

    @Override
    public Image find(UserId uploader, ImageId id) {
        return transactions
                .read(() -> catalog.find(id))
                .filter(image -> image.uploader().equals(uploader))
                .orElseThrow(ImagesService::noImage);
    }

    @Override
    public Image rename(UserId uploader, ImageId id, String name) {
        return transactions.write(() -> {
            var image = lockMine(uploader, id);
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
            dropLoose(uploader, id);
        } else if (image.message() == null) {
            throw new Refusal.Conflict("It is the picture of a room; change that instead.");
        } else {
            changes.update(image.room(), change -> takeOff(change, uploader, id));
        }
    }

    private ImageId takeOff(RoomUpdate change, UserId uploader, ImageId id) {
        var member = change.membershipOf(uploader);
        change.room().requireVisibleTo(member);
        var on = lockMine(uploader, id).message();
        if (on == null) {
            throw noImage();
        }
        var message = find(on);
        if (message.isSingleImage()) {
            change.deleted(change.room().delete(member, message, clock.instant()), message);
        } else {
            change.discard(id);
            change.updated(change.room().detach(member, message));
        }
        return id;
    }

    @Override
    public ImageContent open(UserId reader, ImageId id, Rendition rendition) {
        return open(transactions.read(() -> requireVisible(reader, id)), rendition);
    }

    @Override
    public ImageContent open(ImageId id, Rendition rendition) {
        var image = transactions.read(() -> catalog.find(id)).orElseThrow(ImagesService::noImage);
        return open(image, rendition);
    }

    private ImageContent open(Image image, Rendition rendition) {
        var bytes = files.open(image.id(), rendition).orElseThrow(ImagesService::noImage);
        return new ImageContent(image, rendition, bytes);
    }

    private Image requireVisible(UserId reader, ImageId id) {
        var image = catalog.find(id).orElseThrow(ImagesService::noImage);
        boolean isVisible = image.room() == null ? image.uploader().equals(reader) : canSee(reader, image.room());
        if (!isVisible) {
            throw noImage();
        }
        return image;
    }

    private boolean canSee(UserId reader, RoomId id) {
        @Nullable Membership viewer = memberships.find(id, reader).orElse(null);
        return rooms.find(id).filter(room -> room.isVisibleTo(viewer)).isPresent();
    }

    @Override
    public void sweep() {
        garbage.sweep();
    }

    private Image addLoose(Image image) {
        return transactions.write(() -> {
            catalog.add(image);
            return image;
        });
    }

    private static String digest(Upload upload) {
        try (var content = upload.content().get()) {
            return Sha256.of(content);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Image lockMine(UserId uploader, ImageId id) {
        return catalog.lock(id)
                .filter(image -> image.uploader().equals(uploader))
                .orElseThrow(ImagesService::noImage);
    }

    private Message find(MessageId id) {
        return messages.find(id).orElseThrow(ImagesService::noMessage);
    }

    private static Refusal noImage() {
        return new Refusal.NotFound("image");
    }

    private static Refusal noMessage() {
        return new Refusal.NotFound("message");
    }
}
