package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.GifParts.Film;
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
        var film = GifParts.film(file);
        return new Job(film.plan(), () -> transcode(film));
    }

    private ProcessedImage transcode(Film film) {
        var plan = film.plan();
        return codecs.read(Format.GIF, film.clean(), reader -> {
            var file = codecs.gif(new AnimatedGifWriter(film, reader)::write);
            var place = film.frames().get(0);
            var start = Canvas.show(reader.read(0), plan.size(), place.left(), place.top());
            return renditions.picture(plan.size(), start, new Encoded(Format.GIF, file));
        });
    }
}
