package dev.confab.chat.application.image;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.ImagePorts;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.ImageCodec;
import dev.confab.chat.domain.port.ImageStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.user.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Decodes uploads and keeps their files, before anything refers to them. */
final class UploadIntake {

    private final Transactions transactions;
    private final UserStore users;
    private final ImageCatalog catalog;
    private final ImageStore files;
    private final ImageCodec codec;
    private final IdSource ids;
    private final InstantSource clock;

    UploadIntake(Stores stores, ImagePorts images, Environment environment) {
        this.transactions = stores.transactions();
        this.users = stores.users();
        this.catalog = stores.images();
        this.files = images.store();
        this.codec = images.codec();
        this.ids = environment.ids();
        this.clock = environment.clock();
    }

    ImageId newId() {
        return new ImageId(ids.next());
    }

    /**
     * Keeps an upload that is attached to nothing yet. Whether there is room for it is looked up before it is decoded,
     * and decided when it is added.
     */
    Image keepUnattached(UserId uploader, Upload upload) {
        transactions.read(() -> requireRoomFor(uploader, 1));
        return keep(
                newId(),
                uploader,
                upload,
                image -> transactions.write(() -> {
                    users.lockUser(uploader);
                    requireRoomFor(uploader, image.size());
                    catalog.add(image);
                    return image;
                }));
    }

    private boolean requireRoomFor(UserId uploader, long size) {
        catalog.unattached(uploader).requireRoomFor(size);
        return true;
    }

    /** Decodes, stores the files, and then does {@code work}; if that fails, the files are deleted again. */
    Image keep(ImageId id, UserId uploader, Upload upload, Function<Image, Image> work) {
        var image = decode(id, uploader, upload);
        try {
            return work.apply(image);
        } catch (Refusal refusal) {
            files.delete(List.of(id));
            throw refusal;
        }
    }

    private Image decode(ImageId id, UserId uploader, Upload upload) {
        try (var content = upload.content().get()) {
            var picture = codec.read(uploader, content);
            files.put(id, picture);
            return Image.unattached(id, uploader, upload.name(), picture, clock.instant());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
