package dev.confab.chat.domain.room;

import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A picture that somebody uploaded, after it was read, checked and cleaned. Loose until it is put on a message or into a
 * room's profile.
 *
 * @param uploader whose it is
 * @param room where it can be seen; null while it is loose
 * @param message which it belongs to; null while it is loose and for the picture of a room
 * @param name of the file as it was uploaded; to be shown, never a path
 * @param width in pixels, as shown
 * @param height in pixels, as shown
 * @param size of the file, in bytes
 */
public record Image(
        ImageId id,
        UserId uploader,
        @Nullable RoomId room,
        @Nullable MessageId message,
        String name,
        Format format,
        int width,
        int height,
        long size,
        Instant created) {

    /** The most images that one message shows. */
    public static final int MAX_PER_MESSAGE = 10;

    /** What a file really is, whatever its name says. */
    public enum Format {
        PNG,
        JPEG,
        GIF,
        WEBP
    }
}
