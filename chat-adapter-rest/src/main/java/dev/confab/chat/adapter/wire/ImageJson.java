package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An image of a message or a room, or an unattached upload.
 *
 * @param messageId null for an unattached image and for the image of a room
 * @param roomId null for an unattached image
 */
public record ImageJson(
        ImageId id,
        @Nullable MessageId messageId,
        @Nullable RoomId roomId,
        FileLink image,
        FileLink thumbnail,
        int width,
        int height,
        String name,
        long size,
        String contentType,
        Instant created) {

    public static ImageJson of(Image image) {
        return new ImageJson(
                image.id(),
                image.message(),
                image.room(),
                new FileLink(image.id(), Rendition.FILE),
                new FileLink(image.id(), Rendition.THUMBNAIL),
                image.width(),
                image.height(),
                image.name(),
                image.size(),
                contentType(image.format()),
                image.created());
    }

    public static String contentType(Format format) {
        return "image/" + format.name().toLowerCase(Locale.ROOT);
    }
}
