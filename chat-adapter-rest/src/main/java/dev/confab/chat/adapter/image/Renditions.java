package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.room.ProcessedImage.Encoded;
import java.awt.image.BufferedImage;

/** Makes the files of a picture out of what was decoded. */
final class Renditions {

    /** The better one is taken unless it makes the file longer than it was. */
    static final float[] QUALITIES = {0.9f, 0.75f};

    private static final float THUMBNAIL_QUALITY = 0.8f;

    private final ImageCodecs codecs;

    Renditions(ImageCodecs codecs) {
        this.codecs = codecs;
    }

    /** Returns a picture of {@code size} with a thumbnail of {@code start}. */
    ProcessedImage picture(Size size, BufferedImage start, Encoded file) {
        return new ProcessedImage(size.width(), size.height(), file, plain(Thumbnail.of(start), THUMBNAIL_QUALITY));
    }

    ProcessedImage picture(BufferedImage upright, Encoded file) {
        return picture(new Size(upright.getWidth(), upright.getHeight()), upright, file);
    }

    /** Returns a PNG if anything shows through, else a JPEG. */
    Encoded plain(BufferedImage picture, float quality) {
        return picture.getColorModel().hasAlpha()
                ? new Encoded(Format.PNG, codecs.png(picture))
                : new Encoded(Format.JPEG, codecs.jpeg(picture, quality));
    }

    Encoded jpeg(BufferedImage picture, int originalLength) {
        var encoded = codecs.jpeg(picture, QUALITIES[0]);
        return new Encoded(
                Format.JPEG, encoded.length <= originalLength ? encoded : codecs.jpeg(picture, QUALITIES[1]));
    }

    /** Returns the picture as it is to be seen. */
    static BufferedImage upright(DecodePlan plan, BufferedImage picture) {
        if (picture.getWidth() != plan.size().width()
                || picture.getHeight() != plan.size().height()) {
            throw ImageErrors.file();
        }
        return Srgb.convert(plan.orientation().apply(picture), plan.colors());
    }
}
