package dev.confab.chat.application.image;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.ImagePorts;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.user.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/** Decodes uploads and stores their files before a row refers to them. */
final class UploadIntake {

    private final Stores stores;
    private final ImagePorts images;
    private final Environment environment;

    UploadIntake(Stores stores, ImagePorts images, Environment environment) {
        this.stores = stores;
        this.images = images;
        this.environment = environment;
    }

    ImageId newId() {
        return new ImageId(environment.ids().next());
    }

    /**
     * Stores an upload as an unattached image. The quota of the uploader is checked before the upload is decoded, and
     * again, under a lock, when the image is added.
     */
    Image storeUnattached(UserId uploader, Upload upload) {
        stores.transactions().read(() -> requireQuota(uploader, 1));
        return store(
                newId(),
                uploader,
                upload,
                image -> stores.transactions().write(() -> {
                    stores.users().lockUser(uploader);
                    requireQuota(uploader, image.size());
                    stores.images().add(image);
                    return image;
                }));
    }

    private boolean requireQuota(UserId uploader, long size) {
        stores.images().unattached(uploader).requireRoomFor(size);
        return true;
    }

    /** Decodes the upload, stores its files, and calls {@code addRow}. If that is refused, the files are deleted. */
    Image store(ImageId id, UserId uploader, Upload upload, Function<Image, Image> addRow) {
        var image = decode(id, uploader, upload);
        try {
            return addRow.apply(image);
        } catch (Refusal refusal) {
            images.store().delete(List.of(id));
            throw refusal;
        }
    }

    private Image decode(ImageId id, UserId uploader, Upload upload) {
        try (var content = upload.content().get()) {
            var processed = images.codec().read(uploader, content);
            images.store().put(id, processed);
            return Image.unattached(
                    id, uploader, upload.name(), processed, environment.clock().instant());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
