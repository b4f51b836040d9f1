package dev.confab.chat.application.image;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.ImageStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/** The reading half of {@link Images}. */
abstract class ImageReader implements Images {

    private final Stores stores;
    private final ImageStore files;

    ImageReader(Stores stores, ImageStore files) {
        this.stores = stores;
        this.files = files;
    }

    @Override
    public Page<Image> uploadedBy(UserId uploader, Page.Window window) {
        return stores.transactions().read(() -> stores.images().uploadedBy(uploader, window));
    }

    @Override
    public Image find(UserId uploader, ImageId id) {
        return stores.transactions()
                .read(() -> stores.images().find(id))
                .filter(image -> image.uploader().equals(uploader))
                .orElseThrow(ImageReader::imageNotFound);
    }

    @Override
    public ImageContent open(UserId reader, ImageId id, Rendition rendition) {
        return open(stores.transactions().read(() -> requireVisible(reader, id)), rendition);
    }

    @Override
    public ImageContent open(ImageId id, Rendition rendition) {
        var image = stores.transactions().read(() -> stores.images().find(id)).orElseThrow(ImageReader::imageNotFound);
        return open(image, rendition);
    }

    private ImageContent open(Image image, Rendition rendition) {
        var bytes = files.open(image.id(), rendition).orElseThrow(ImageReader::imageNotFound);
        return new ImageContent(image, rendition, bytes);
    }

    private Image requireVisible(UserId reader, ImageId id) {
        var image = stores.images().find(id).orElseThrow(ImageReader::imageNotFound);
        boolean isVisible = image.room() == null ? image.uploader().equals(reader) : canSee(reader, image.room());
        if (!isVisible) {
            throw imageNotFound();
        }
        return image;
    }

    private boolean canSee(UserId reader, RoomId room) {
        @Nullable Membership viewer = stores.memberships().find(room, reader).orElse(null);
        return stores.rooms()
                .find(room)
                .filter(found -> found.isVisibleTo(viewer))
                .isPresent();
    }

    static Refusal imageNotFound() {
        return new Refusal.NotFound("image");
    }
}
