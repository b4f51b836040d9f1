package dev.confab.chat.domain.room;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Text;
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
 * @param position its place among the images of its message, in rising order
 * @param name of the file as it was uploaded; to be shown, never a path
 * @param format of the file
 * @param thumbnail the format of the thumbnail
 * @param width in pixels, as shown
 * @param height in pixels, as shown
 * @param size of the file, in bytes
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

    /** The most images that one message shows. */
    public static final int MAX_PER_MESSAGE = 10;

    /** The most bytes that a file to be uploaded may have. */
    public static final int MAX_BYTES = 10 << 20;

    /** The most pixels that a picture may have. */
    public static final int MAX_PIXELS = 50_000_000;

    /** The longer side of a thumbnail has at most this many pixels. */
    public static final int THUMBNAIL_SIDE = 320;

    public static final int MAX_NAME = 255;

    private static final String NAMELESS = "image";
    private static final int LONGEST_ENDING = 8;

    public Image {
        if ((message != null && room == null) || name.isEmpty()) {
            throw new IllegalArgumentException("image " + id);
        }
    }

    /** A picture that was just uploaded as {@code name}, see {@link #nameOf}. */
    public static Image unattached(ImageId id, UserId uploader, String name, ProcessedImage picture, Instant at) {
        return new Image(
                id,
                uploader,
                null,
                null,
                0,
                nameOf(name),
                picture.file().format(),
                picture.thumbnail().format(),
                picture.width(),
                picture.height(),
                picture.file().bytes().length,
                at);
    }

    /** What a file really is, whatever its name says. */
    public enum Format {
        PNG,
        JPEG,
        GIF,
        WEBP
    }

    /** The forms in which an image is kept. */
    public enum Rendition {
        /** As it was uploaded, but for what was cleaned away. */
        FILE,
        /** Small, and without motion. */
        THUMBNAIL
    }

    public boolean isUnattached() {
        return room == null;
    }

    /** The image under another name, see {@link #nameOf}. */
    public Image withName(String newName) {
        Text.checkPresent("name", newName, MAX_NAME);
        return with(room, message, position, nameOf(newName));
    }

    /** The image where it belongs to a message, as one of the following: {@code place} 0 comes first. */
    public Image attachedTo(Message to, int newPlace) {
        return with(to.room(), to.id(), newPlace, name);
    }

    /** The image as the picture of a room. */
    public Image of(RoomId newRoom) {
        return with(newRoom, null, 0, name);
    }

    private Image with(@Nullable RoomId newRoom, @Nullable MessageId newMessage, int newPlace, String newName) {
        return new Image(
                id, uploader, newRoom, newMessage, newPlace, newName, format, thumbnail, width, height, size, created);
    }

    /**
     * Makes the name of a file from what a client called it: the part after the last slash of either kind, without what
     * {@link OneLine} refuses, and at most {@value #MAX_NAME} characters of it, from which a file's ending is not cut.
     */
    private static String nameOf(String given) {
        var base = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        var clean = OneLine.clean(base).strip();
        var name = clean.matches("\\.*") || OneLine.isBlank(clean) ? NAMELESS : clean;
        return shortened(name);
    }

    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= MAX_NAME) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        var ending = dot > 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        int kept = MAX_NAME - ending.codePointCount(0, ending.length());
        return name.substring(0, name.offsetByCodePoints(0, kept)).strip() + ending;
    }
}
