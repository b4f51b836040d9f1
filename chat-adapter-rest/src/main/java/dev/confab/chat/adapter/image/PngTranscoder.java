package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.PngAnimation.Frames;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.room.ProcessedImage.Encoded;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** The transcoder of PNGs. Samples stay the same unless their colors must be converted. Animations stay animated. */
final class PngTranscoder {

    private final ImageCodecs codecs;
    private final Renditions renditions;

    PngTranscoder(ImageCodecs codecs) {
        this.codecs = codecs;
        this.renditions = new Renditions(codecs);
    }

    Job plan(byte[] file) {
        var parts = PngParts.read(file);
        var frames = parts.frames();
        return new Job(
                parts.plan(),
                () -> frames == null
                        ? still(parts.plan(), parts.picture())
                        : animated(parts.plan(), parts.picture(), frames));
    }

    private ProcessedImage still(DecodePlan plan, PngPicture picture) {
        var upright = Renditions.upright(plan, decode(picture));
        return renditions.picture(upright, new Encoded(Format.PNG, codecs.png(upright)));
    }

    private ProcessedImage animated(DecodePlan plan, PngPicture picture, Frames frames) {
        var canvas = plan.orientation().apply(plan.size());
        var writer = new ApngWriter(canvas, frames.all().size(), frames.plays());
        if (!frames.startsWithPicture()) {
            writer.add(codecs.png(decoded(plan, picture)), null);
        }
        @Nullable BufferedImage start = null;
        for (var frame : frames.all()) {
            var control = frame.control().turned(plan.orientation(), plan.size());
            var pixels = decoded(plan, picture.frame(frame.control().size(), frame.pixels()));
            writer.add(codecs.png(pixels), control);
            if (start == null) {
                start = Canvas.show(pixels, canvas, control.left(), control.top());
            }
        }
        if (start == null) {
            throw ImageErrors.file();
        }
        return renditions.picture(canvas, start, new Encoded(Format.PNG, writer.finish()));
    }

    private BufferedImage decoded(DecodePlan plan, PngPicture frame) {
        return Srgb.convert(plan.orientation().apply(decode(frame)), plan.colors());
    }

    private BufferedImage decode(PngPicture picture) {
        try {
            return codecs.read(Format.PNG, picture.file(), reader -> reader.read(0));
        } catch (Refusal.Invalid damaged) {
            return codecs.read(Format.PNG, picture.repairedFile(), reader -> reader.read(0));
        }
    }
}
