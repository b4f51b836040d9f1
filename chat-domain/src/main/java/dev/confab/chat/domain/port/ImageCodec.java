package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.user.UserId;
import java.io.InputStream;

/**
 * A decoder of uploaded images that produces files which are safe to serve.
 *
 * <p>The format, PNG, JPEG, GIF or WebP, is detected from the bytes. The result has the orientation of the camera, colors
 * in sRGB, and no metadata such as times, places, comments or embedded files. Animations are kept.
 *
 * <p>Decoding is slow and needs much memory; the implementation limits concurrent decoding, in total and per user.
 * Thread-safe; must not be called within a transaction.
 */
public interface ImageCodec {

    /**
     * Reads {@code upload} to its end, but at most {@link Image#MAX_BYTES} bytes. Dimensions are checked before pixels are
     * decoded. A truncated file is accepted if all its pixels can be decoded.
     *
     * @throws Refusal.TooLarge if the file has too many bytes or frames, or more than {@link Image#MAX_PIXELS} pixels
     * @throws Refusal.Invalid if the file is not an image, or is damaged
     * @throws Refusal.TooMany if the decoder stays busy too long, or {@code uploader} exceeds a rate limit
     */
    ProcessedImage read(UserId uploader, InputStream upload);
}
