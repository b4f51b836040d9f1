package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.Plan.Size;
import java.io.ByteArrayOutputStream;
import java.util.Set;

/**
 * A PNG file, ISO/IEC 15948: a signature, then chunks of a length, a type, data and a checksum. What is drawn is in five
 * sorts of them; of an animation only the still picture is kept.
 */
final class PngParts {

    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private static final String HEADER = "IHDR";
    private static final String END = "IEND";
    private static final Set<String> DRAWN = Set.of(HEADER, "PLTE", "tRNS", "IDAT", END);

    private final Bytes file;
    private final ByteArrayOutputStream clean = new ByteArrayOutputStream();
    private Orientation orientation = Orientation.UPRIGHT;

    private PngParts(Bytes file) {
        this.file = file;
    }

    static Plan plan(byte[] file) {
        return new PngParts(new Bytes(file)).read();
    }

    private Plan read() {
        file.take(SIGNATURE.length()).copyTo(clean);
        var header = chunk();
        requireType(header, HEADER, true);
        var size = Size.of(header.big32(), header.big32());
        int bytesPerPixel = header.next() > Byte.SIZE ? 8 : 4;
        while (!readPart()) {}
        return new Plan(size, 1, size.pixels() * bytesPerPixel, orientation, clean.toByteArray());
    }

    /** Reads a chunk behind the header; answers whether it was the last. */
    private boolean readPart() {
        var chunk = chunk();
        boolean isLast = chunk.startsWith(END);
        requireType(chunk, HEADER, false);
        if (chunk.startsWith("eXIf")) {
            chunk.skip(4);
            orientation = Exif.orientation(chunk);
        }
        return isLast;
    }

    /** The type and the data of the next chunk, which is kept if it is drawn. */
    private Bytes chunk() {
        int start = file.at();
        long length = file.big32();
        var chunk = file.take(4 + length);
        if (file.big32() != chunk.crc32()) {
            throw Damaged.file();
        }
        if (DRAWN.stream().anyMatch(chunk::startsWith)) {
            file.since(start).copyTo(clean);
        }
        return chunk;
    }

    private static void requireType(Bytes chunk, String type, boolean expected) {
        if (chunk.startsWith(type) != expected) {
            throw Damaged.file();
        }
        if (expected) {
            chunk.skip(type.length());
        }
    }
}
