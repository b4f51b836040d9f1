package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An image: the wire's MessageImage. Addresses have no host, for a frame goes to people who came by different ones.
 *
 * @param messageId null while it is loose, and for the picture of a room
 * @param roomId null while it is loose
 * @param image the address of the file
 * @param thumbnail the address of the small one
 */
public record ImageJson(
        ImageId id,
        @Nullable MessageId messageId,
        @Nullable RoomId roomId,
        String image,
        String thumbnail,
        int width,
        int height,
        String name,
        long size,
        String contentType,
        Instant created) {

    private static final String PLACE = "/api/v1/chat/images/";

    public static ImageJson of(Image image) {
        return new ImageJson(
                image.id(),
                image.message(),
                image.room(),
                file(image.id()),
                PLACE + image.id() + "/thumbnail/",
                image.width(),
                image.height(),
                image.name(),
                image.size(),
                contentType(image.format()),
                image.created());
    }

    /** The address of an image's file. */
    public static String file(ImageId id) {
        return PLACE + id + "/file/";
    }

    public static String contentType(Format format) {
        return "image/" + format.name().toLowerCase(Locale.ROOT);
    }
}
