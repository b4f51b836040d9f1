package dev.confab.chat.domain.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.room.ProcessedImage.Encoded;
import dev.confab.chat.domain.user.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** A codec for text images such as {@code image 640 480}, which state their size and may continue with any text. */
public final class InMemoryImageCodec implements ImageCodec {

    private static final Pattern IMAGE = Pattern.compile("image ([1-9]\\d{0,3}) ([1-9]\\d{0,3}).*", Pattern.DOTALL);

    /** Returns an image that {@code text} distinguishes from others. */
    public static byte[] image(int width, int height, String text) {
        return ("image " + width + " " + height + " " + text).getBytes(UTF_8);
    }

    @Override
    public ProcessedImage read(UserId uploader, InputStream upload) {
        var bytes = bytes(upload);
        var image = IMAGE.matcher(new String(bytes, UTF_8));
        if (!image.matches()) {
            throw new Refusal.Invalid("image", "Must be an image.");
        }
        var encoded = new Encoded(Format.PNG, bytes);
        return new ProcessedImage(Integer.parseInt(image.group(1)), Integer.parseInt(image.group(2)), encoded, encoded);
    }

    private static byte[] bytes(InputStream upload) {
        try {
            var bytes = upload.readNBytes(Image.MAX_BYTES + 1);
            if (bytes.length > Image.MAX_BYTES) {
                throw new Refusal.TooLarge("image", "Must be shorter.");
            }
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
