package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.user.UserId;
import java.io.InputStream;

/**
 * Reads what people upload as images, and makes pictures of it that are safe to show: of the format that the bytes
 * really are, PNG, JPEG, GIF or WebP, turned the way the camera was held, and without whatever else was in the file:
 * times, places, comments, hidden files. Moving pictures keep moving.
 *
 * <p>Colors are converted to sRGB, so that a viewer shows them right that knows of no color profiles.
 *
 * <p>Slow, and hungry for memory; the implementer bounds how much runs at once, and for each user. Callable from every
 * thread; never within a transaction.
 */
public interface ImageCodec {

    /**
     * Reads {@code upload} to its end, but never further than {@link Image#MAX_BYTES}. Sizes are looked up before
     * anything is unpacked. What is missing at the end of a file is no damage if it costs no pixel.
     *
     * @throws Refusal.TooLarge if there are more bytes, or more pixels than {@link Image#MAX_PIXELS}, or more frames
     *     than anybody needs
     * @throws Refusal.Invalid if it is no image, or a damaged one
     * @throws Refusal.TooMany if its turn does not come in time, or {@code uploader} has too much decoded
     */
    ProcessedImage read(UserId uploader, InputStream upload);
}
