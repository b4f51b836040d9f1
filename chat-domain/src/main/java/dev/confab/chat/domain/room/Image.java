package dev.confab.chat.domain.room;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of an uploaded image, which was decoded, checked and cleaned. It is unattached until it is attached to a
 * message or becomes the image of a room.
 *
 * @param room the room whose members can see it; null while unattached
 * @param message the message it is attached to; null while unattached, and for the image of a room
 * @param position orders the images of one message
 * @param name the name of the uploaded file, for display only; never a path
 * @param format the format of the file
 * @param thumbnail the format of the thumbnail
 * @param width the displayed width in pixels
 * @param height the displayed height in pixels
 * @param size the size of the file in bytes
 */
public record Image(
        ImageId id,
        UserId uploader,
        @Nullable RoomId room,
        @Nullable MessageId message,
        int position,
        String name,
        Format format,
        Format thumbnail,
        int width,
        int height,
        long size,
        Instant created) {

    /** Maximum number of images of one message. */
    public static final int MAX_PER_MESSAGE = 10;

    /** Maximum size of an uploaded file in bytes. */
    public static final int MAX_BYTES = 10 << 20;

    /** Maximum number of pixels of an image. */
    public static final int MAX_PIXELS = 50_000_000;

    /** Maximum length of the longer side of a thumbnail in pixels. */
    public static final int THUMBNAIL_SIDE = 320;

    public static final int MAX_NAME = 255;

    private static final String DEFAULT_NAME = "image";
    private static final int MAX_EXTENSION = 8;

    public Image {
        if ((message != null && room == null) || name.isEmpty()) {
            throw new IllegalArgumentException("Invalid image " + id);
        }
    }

    /**
     * Returns the image of a new upload.
     *
     * @param fileName the name that the client gave to the file; only the part that is safe to display is kept
     */
    public static Image unattached(ImageId id, UserId uploader, String fileName, ProcessedImage processed, Instant at) {
        return new Image(
                id,
                uploader,
                null,
                null,
                0,
                displayName(fileName),
                processed.file().format(),
                processed.thumbnail().format(),
                processed.width(),
                processed.height(),
                processed.file().bytes().length,
                at);
    }

    /** A file format, as detected from the bytes of a file. */
    public enum Format {
        PNG,
        JPEG,
        GIF,
        WEBP
    }

    /** A stored form of an image. */
    public enum Rendition {
        /** The cleaned upload. */
        FILE,
        /** A small version without animation. */
        THUMBNAIL
    }

    public boolean isUnattached() {
        return room == null;
    }

    /** Returns this image with the part of {@code newName} that is safe to display. */
    public Image withName(String newName) {
        Text.checkPresent("name", newName, MAX_NAME);
        return with(room, message, position, displayName(newName));
    }

    /** Returns this image, attached to a message at the given position. */
    public Image attachedTo(Message target, int newPosition) {
        return with(target.room(), target.id(), newPosition, name);
    }

    /** Returns this image as the image of a room. */
    public Image of(RoomId newRoom) {
        return with(newRoom, null, 0, name);
    }

    private Image with(@Nullable RoomId newRoom, @Nullable MessageId newMessage, int newPosition, String newName) {
        return new Image(
                id,
                uploader,
                newRoom,
                newMessage,
                newPosition,
                newName,
                format,
                thumbnail,
                width,
                height,
                size,
                created);
    }

    /**
     * Returns the part of a file name after the last slash or backslash, without characters that {@link OneLine} refuses,
     * and shortened to {@value #MAX_NAME} characters before its extension.
     */
    private static String displayName(String fileName) {
        var base = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        var clean = OneLine.clean(base).strip();
        return shorten(clean.matches("\\.*") || OneLine.isBlank(clean) ? DEFAULT_NAME : clean);
    }

    private static String shorten(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= MAX_NAME) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= MAX_EXTENSION ? name.substring(dot) : "";
        int kept = MAX_NAME - extension.codePointCount(0, extension.length());
        return name.substring(0, name.offsetByCodePoints(0, kept)).strip() + extension;
    }
}
