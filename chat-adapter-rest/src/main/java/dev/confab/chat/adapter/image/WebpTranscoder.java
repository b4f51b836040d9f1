package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.WebpParts.Parts;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.room.ProcessedImage.Encoded;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * The transcoder of WebP. Because there is no WebP writer, it keeps the parts that are drawn after all of them could be
 * decoded. An image that must be rotated or converted becomes a JPEG, or a PNG if it is transparent or animated.
 */
final class WebpTranscoder {

    private final ImageCodecs codecs;
    private final Renditions renditions;

    WebpTranscoder(ImageCodecs codecs) {
        this.codecs = codecs;
        this.renditions = new Renditions(codecs);
    }

    Job plan(byte[] file) {
        var parts = WebpParts.read(file);
        return new Job(
                parts.plan(),
                () -> codecs.read(
                        Format.WEBP,
                        parts.clean(),
                        reader -> parts.frames().isEmpty() ? still(reader, parts) : animated(reader, parts)));
    }

    private ProcessedImage still(ImageReader reader, Parts parts) throws IOException {
        var plan = parts.plan();
        var picture = reader.read(0);
        if (plan.orientation() == Orientation.UPRIGHT && plan.colors() == null) {
            return renditions.picture(plan.size(), picture, new Encoded(Format.WEBP, parts.clean()));
        }
        var upright = Renditions.upright(plan, picture);
        return renditions.picture(upright, renditions.plain(upright, Renditions.QUALITIES[0]));
    }

    private ProcessedImage animated(ImageReader reader, Parts parts) throws IOException {
        var plan = parts.plan();
        var place = parts.frames().get(0);
        if (plan.colors() != null) {
            return converted(reader, parts);
        }
        var start = Canvas.show(reader.read(0), plan.size(), place.left(), place.top());
        for (int frame = 1; frame < plan.frames(); frame++) {
            reader.read(frame);
        }
        return renditions.picture(plan.size(), start, new Encoded(Format.WEBP, parts.clean()));
    }

    /** Returns an animated PNG, whose frames follow the same rules. */
    private ProcessedImage converted(ImageReader reader, Parts parts) throws IOException {
        var plan = parts.plan();
        var writer = new ApngWriter(plan.size(), plan.frames(), parts.plays());
        var first = parts.frames().get(0);
        var start = Canvas.show(pixels(reader, 0, plan), plan.size(), first.left(), first.top());
        writer.add(codecs.png(start), first.filling(plan.size()));
        for (int frame = 1; frame < plan.frames(); frame++) {
            writer.add(codecs.png(pixels(reader, frame, plan)), parts.frames().get(frame));
        }
        return renditions.picture(plan.size(), start, new Encoded(Format.PNG, writer.finish()));
    }

    private static BufferedImage pixels(ImageReader reader, int frame, DecodePlan plan) throws IOException {
        return Srgb.redraw(reader.read(frame), plan.colors(), true);
    }
}
