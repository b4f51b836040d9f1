package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.GifParts.Film;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.ImageCodec;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Image.Format;
import dev.confab.chat.domain.room.Picture;
import dev.confab.chat.domain.room.Picture.Encoded;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.imageio.ImageReader;

/** Plans, waits for its turn, decodes, and writes anew. */
final class SafeCodec implements ImageCodec {

    /** The better one is taken unless it makes the file longer than it was. */
    private static final float[] QUALITIES = {0.9f, 0.75f};

    private static final float THUMBNAIL_QUALITY = 0.8f;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** An upload is in memory as it came and as it was cleaned. */
    private static final long READING = 2L * Image.MAX_BYTES;

    private final Codecs codecs = new Codecs();
    private final Turns readers;
    private final Turns decoders;

    /** @param memory how many bytes of it may be used for images, roughly */
    SafeCodec(long memory) {
        this(memory, LONGEST_WAIT);
    }

    SafeCodec(long memory, Duration longestWait) {
        readers = new Turns(Math.max(memory / 5, READING), longestWait);
        decoders = new Turns(memory, longestWait);
    }

    @Override
    public Picture read(InputStream upload) {
        return readers.with(READING, () -> read(bytes(upload)));
    }

    private static byte[] bytes(InputStream upload) {
        try {
            var bytes = upload.readNBytes(Image.MAX_BYTES + 1);
            if (bytes.length > Image.MAX_BYTES) {
                throw Damaged.tooManyBytes();
            }
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Picture read(byte[] file) {
        return switch (format(file)) {
            case PNG -> png(PngParts.plan(file));
            case JPEG -> jpeg(file);
            case GIF -> gif(GifParts.film(file));
            case WEBP -> webp(WebpParts.plan(file));
        };
    }

    private static Format format(byte[] file) {
        var start = new Bytes(file);
        if (start.startsWith(PngParts.SIGNATURE)) {
            return Format.PNG;
        }
        if (start.startsWith(JpegParts.SIGNATURE)) {
            return Format.JPEG;
        }
        if (start.startsWith(GifParts.SIGNATURE)) {
            return Format.GIF;
        }
        if (start.startsWith(WebpParts.SIGNATURE)) {
            return Format.WEBP;
        }
        throw Damaged.file();
    }

    private Picture png(Plan plan) {
        return decoders.with(plan.memory(), () -> {
            var upright = upright(plan, first(Format.PNG, plan));
            return picture(upright, new Encoded(Format.PNG, codecs.png(upright)));
        });
    }

    /** A damaged colour profile does not make a damaged picture, nor does it count as one that has none. */
    private Picture jpeg(byte[] file) {
        var plan = JpegParts.plan(file, true);
        return decoders.with(plan.memory(), () -> {
            var upright = upright(plan, jpeg(file, plan));
            return picture(upright, jpeg(upright, file.length));
        });
    }

    private BufferedImage jpeg(byte[] file, Plan plan) {
        try {
            return first(Format.JPEG, plan);
        } catch (Refusal.Invalid damaged) {
            return first(Format.JPEG, JpegParts.plan(file, false));
        }
    }

    private Encoded jpeg(BufferedImage picture, int originalLength) {
        var encoded = codecs.jpeg(picture, QUALITIES[0]);
        return new Encoded(
                Format.JPEG, encoded.length <= originalLength ? encoded : codecs.jpeg(picture, QUALITIES[1]));
    }

    private Picture webp(Plan plan) {
        return decoders.with(plan.memory(), () -> {
            var first = codecs.read(Format.WEBP, plan.clean(), reader -> all(reader, plan.frames()));
            boolean isAsItWas = plan.orientation() == Orientation.UPRIGHT || plan.frames() > 1;
            if (isAsItWas) {
                return picture(plan.size(), first, new Encoded(Format.WEBP, plan.clean()));
            }
            var upright = plan.orientation().apply(first);
            return picture(upright, plain(upright, QUALITIES[0]));
        });
    }

    /** Decodes every frame, to see that it can be, and answers the first. */
    private static BufferedImage all(ImageReader reader, int frames) throws IOException {
        var first = reader.read(0);
        for (int frame = 1; frame < frames; frame++) {
            reader.read(frame);
        }
        return first;
    }

    private Picture gif(Film film) {
        var plan = film.plan();
        return decoders.with(
                plan.memory(),
                () -> codecs.read(Format.GIF, plan.clean(), reader -> {
                    var file = codecs.gif(new FilmWriter(film, reader)::write);
                    var start = onScreen(film, reader.read(0));
                    return picture(plan.size(), start, new Encoded(Format.GIF, file));
                }));
    }

    private static BufferedImage onScreen(Film film, BufferedImage frame) {
        var size = film.plan().size();
        var place = film.frames().get(0);
        if (frame.getWidth() == size.width() && frame.getHeight() == size.height()) {
            return frame;
        }
        var screen = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_4BYTE_ABGR);
        var pixels = new Pixels(frame);
        for (int y = 0; y < frame.getHeight(); y++) {
            screen.setRGB(place.left(), place.top() + y, frame.getWidth(), 1, pixels.row(y), 0, frame.getWidth());
        }
        return screen;
    }

    private BufferedImage first(Format format, Plan plan) {
        return codecs.read(format, plan.clean(), reader -> reader.read(0));
    }

    private static BufferedImage upright(Plan plan, BufferedImage picture) {
        if (picture.getWidth() != plan.size().width()
                || picture.getHeight() != plan.size().height()) {
            throw Damaged.file();
        }
        return plan.orientation().apply(picture);
    }

    private Picture picture(BufferedImage upright, Encoded file) {
        return picture(new Plan.Size(upright.getWidth(), upright.getHeight()), upright, file);
    }

    private Picture picture(Plan.Size size, BufferedImage start, Encoded file) {
        return new Picture(size.width(), size.height(), file, plain(Thumbnail.of(start), THUMBNAIL_QUALITY));
    }

    /** A PNG if anything shows through, else a JPEG. */
    private Encoded plain(BufferedImage picture, float quality) {
        return picture.getColorModel().hasAlpha()
                ? new Encoded(Format.PNG, codecs.png(picture))
                : new Encoded(Format.JPEG, codecs.jpeg(picture, quality));
    }
}
