package dev.confab.chat.application.image;

import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.Image.Rendition;
import java.nio.channels.SeekableByteChannel;

/**
 * An opened file of an image. It never changes under the same image and rendition.
 *
 * @param bytes to be closed by whoever gets this
 */
public record ImageContent(Image image, Rendition rendition, SeekableByteChannel bytes) {

    public Format format() {
        return rendition == Rendition.FILE ? image.format() : image.thumbnail();
    }
}
