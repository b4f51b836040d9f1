package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.room.ProcessedImage.Encoded;
import java.awt.image.BufferedImage;

/** The encoding of decoded images and their thumbnails. */
final class Renditions {

    /**
     * The JPEG qualities in order of preference. A lower one is used if the file would become longer than the upload.
     */
    static final float[] QUALITIES = {0.9f, 0.75f};

    private static final float THUMBNAIL_QUALITY = 0.8f;

    private final ImageCodecs codecs;

    Renditions(ImageCodecs codecs) {
        this.codecs = codecs;
    }

    /** Returns an image of {@code size} with a thumbnail of {@code start}. */
    ProcessedImage picture(Size size, BufferedImage start, Encoded file) {
        return new ProcessedImage(size.width(), size.height(), file, plain(Thumbnail.of(start), THUMBNAIL_QUALITY));
    }

    ProcessedImage picture(BufferedImage upright, Encoded file) {
        return picture(new Size(upright.getWidth(), upright.getHeight()), upright, file);
    }

    /** Returns a PNG if the image is transparent, else a JPEG. */
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

    /** Returns the rotated image. */
    static BufferedImage upright(DecodePlan plan, BufferedImage picture) {
        if (picture.getWidth() != plan.size().width()
                || picture.getHeight() != plan.size().height()) {
            throw ImageErrors.file();
        }
        return Srgb.convert(plan.orientation().apply(picture), plan.colors());
    }
}
