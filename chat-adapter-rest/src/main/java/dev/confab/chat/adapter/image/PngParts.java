package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.PngAnimation.Frames;
import dev.confab.chat.domain.Refusal;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A parser of PNG files (ISO/IEC 15948): a signature, then chunks of a length, a type, data and a checksum. Damaged
 * optional chunks are ignored, and so is a missing end after all pixels.
 */
final class PngParts {

    private static final String HEADER = "IHDR";
    private static final String PIXELS = "IDAT";
    private static final String FRAME_PIXELS = "fdAT";
    private static final String END = "IEND";

    /** Bytes per pixel of the canvas from which a thumbnail of the first frame is made. */
    private static final int THUMBNAIL_SCREEN = 4;

    private final ByteReader file;
    private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    private Orientation orientation = Orientation.UPRIGHT;
    private byte[] palette = {};
    private byte[] transparency = {};
    private boolean isCut;

    private PngParts(byte[] file) {
        this.file = new ByteReader(file);
    }

    /** @param frames null if the image is not animated */
    record Parts(
            DecodePlan plan, PngPicture picture, @Nullable Frames frames) {}

    private record Chunk(String type, ByteReader data, boolean isWhole) {}

    static Parts read(byte[] file) {
        return new PngParts(file).read();
    }

    private Parts read() {
        file.skip(PngChunks.SIGNATURE.length());
        var first = chunk();
        if (!first.type.equals(HEADER) || !first.isWhole || first.data.left() != PngPicture.HEADER_LENGTH) {
            throw ImageErrors.file();
        }
        var empty = new PngPicture(first.data.rest(), palette, transparency, palette);
        var colors = new PngColors(empty.isGray());
        var animation = new PngAnimation(empty.size());
        readRest(colors, animation);
        if (pixels.size() == 0) {
            throw ImageErrors.file();
        }
        var picture = new PngPicture(empty.header(), palette, transparency, pixels.toByteArray());
        var frames = animation.frames(isCut);
        return new Parts(plan(picture, colors, frames), picture, frames);
    }

    private void readRest(PngColors colors, PngAnimation animation) {
        try {
            for (var chunk = chunk(); !chunk.type.equals(END); chunk = chunk()) {
                take(chunk, colors, animation);
            }
        } catch (Refusal.Invalid damaged) {
            if (!file.hasRunOut()) {
                throw damaged;
            }
            isCut = true;
        }
    }

    private void take(Chunk chunk, PngColors colors, PngAnimation animation) {
        boolean isBehindPicture = pixels.size() > 0;
        boolean isPixels = chunk.type.equals(PIXELS);
        if (chunk.type.equals(HEADER)) {
            throw ImageErrors.file();
        }
        if (!chunk.isWhole && !isPixels && !chunk.type.equals(FRAME_PIXELS)) {
            if (isCritical(chunk.type)) {
                throw ImageErrors.file();
            }
            return;
        }
        animation.add(chunk.type, chunk.data.whole(), isBehindPicture);
        if (!isBehindPicture) {
            colors.add(chunk.type, chunk.data.whole());
        }
        switch (chunk.type) {
            case PIXELS -> chunk.data.copyTo(pixels);
            case "PLTE" -> palette = isBehindPicture ? palette : chunk.data.rest();
            case "tRNS" -> transparency = isBehindPicture ? transparency : chunk.data.rest();
            case "eXIf" -> orientation = Exif.orientation(chunk.data);
            default -> {}
        }
    }

    private static boolean isCritical(String type) {
        return Character.isUpperCase(type.charAt(0));
    }

    /**
     * Reads the next chunk. Truncated pixels are returned as they are, because decompression shows whether they are
     * complete.
     */
    private Chunk chunk() {
        long length = file.big32();
        int start = file.at();
        var type = file.text(4);
        boolean isPixels = type.equals(PIXELS) || type.equals(FRAME_PIXELS);
        if (isPixels && length > file.left()) {
            isCut = true;
            return new Chunk(type, file.take(file.left()), false);
        }
        var data = file.take(length);
        var summed = file.since(start);
        if (isPixels && file.left() < 4) {
            isCut = true;
            file.skip(file.left());
            return new Chunk(type, data, false);
        }
        return new Chunk(type, data, file.big32() == summed.crc32());
    }

    private DecodePlan plan(PngPicture picture, PngColors colors, @Nullable Frames frames) {
        var size = picture.size();
        long work = size.pixels();
        long drawn = picture.pixels().length;
        long decoding = work * picture.bytesPerPixel();
        int count = 1;
        if (frames != null) {
            count = frames.all().size();
            decoding += THUMBNAIL_SCREEN * size.pixels();
            for (var frame : frames.all()) {
                work += frame.control().size().pixels();
                drawn += frame.pixels().length;
            }
        }
        return new DecodePlan(size, count, work, drawn, decoding, orientation, colors.transform());
    }
}
