package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.JpegParts.Parts;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ProcessedImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;

/** The transcoder of JPEGs, to gray or sRGB. */
final class JpegTranscoder {

    /** The warning of libjpeg for a scan that ends before its last pixel. */
    private static final String PREMATURE_END = "premature end";

    private static final int INKS = 4;

    private final ImageCodecs codecs;
    private final Renditions renditions;

    JpegTranscoder(ImageCodecs codecs) {
        this.codecs = codecs;
        this.renditions = new Renditions(codecs);
    }

    Job plan(byte[] file) {
        var parts = JpegParts.read(file);
        return new Job(parts.plan(), () -> transcode(parts, file.length));
    }

    private ProcessedImage transcode(Parts parts, int originalLength) {
        var decoded = codecs.read(Format.JPEG, parts.clean(), reader -> decode(reader, parts));
        var upright = Renditions.upright(parts.plan(), decoded);
        return renditions.picture(upright, renditions.jpeg(upright, originalLength));
    }

    /** Refuses a truncated file if pixels are missing; libjpeg would show gray instead. */
    private static BufferedImage decode(ImageReader reader, Parts parts) throws IOException {
        var lacksPixels = new AtomicBoolean();
        reader.addIIOReadWarningListener(
                (source, warning) -> lacksPixels.compareAndSet(false, warning.contains(PREMATURE_END)));
        boolean isRaw = parts.colors().channels() == INKS;
        var decoded = isRaw ? parts.colors().inks().draw(reader.readRaster(0, null)) : reader.read(0);
        if (parts.isCut() && lacksPixels.get()) {
            throw ImageErrors.file();
        }
        return decoded;
    }
}
