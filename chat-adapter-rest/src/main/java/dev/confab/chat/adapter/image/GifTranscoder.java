package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.GifParts.Animation;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.room.ProcessedImage.Encoded;

/** The transcoder of GIFs, which works frame by frame. */
final class GifTranscoder {

    private final ImageCodecs codecs;
    private final Renditions renditions;

    GifTranscoder(ImageCodecs codecs) {
        this.codecs = codecs;
        this.renditions = new Renditions(codecs);
    }

    Job plan(byte[] file) {
        var animation = GifParts.read(file);
        return new Job(animation.plan(), () -> transcode(animation));
    }

    private ProcessedImage transcode(Animation animation) {
        var plan = animation.plan();
        return codecs.read(Format.GIF, animation.clean(), reader -> {
            var file = codecs.gif(new AnimatedGifWriter(animation, reader)::write);
            var place = animation.frames().get(0);
            var start = Canvas.show(reader.read(0), plan.size(), place.left(), place.top());
            return renditions.picture(plan.size(), start, new Encoded(Format.GIF, file));
        });
    }
}
