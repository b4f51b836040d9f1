package dev.confab.chat.adapter.image;

import static java.nio.ByteBuffer.wrap;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One image of a PNG, which may be an animation frame, with everything that is needed to decode it.
 *
 * @param header the data of IHDR
 * @param palette the data of PLTE, empty if there is none
 * @param transparency the data of tRNS, empty if there is none
 * @param pixels compressed by zlib
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PngPicture(byte[] header, byte[] palette, byte[] transparency, byte[] pixels) {

    private static final int DEPTH = 8;
    private static final int COLOR_TYPE = 9;
    private static final int GRAY = 0;
    private static final int GRAY_WITH_ALPHA = 4;

    /** An interlaced image needs less than twice as many row bytes as a plain one. */
    private static final int INTERLACED = 2;

    /** The header of a zlib stream with the largest window. */
    private static final byte[] STREAM_HEADER = {0x78, 0x01};

    static final int HEADER_LENGTH = 13;

    Size size() {
        var header = wrap(this.header);
        return Size.of(header.getInt() & 0xffffffffL, header.getInt() & 0xffffffffL);
    }

    boolean isGray() {
        return header[COLOR_TYPE] == GRAY || header[COLOR_TYPE] == GRAY_WITH_ALPHA;
    }

    int bytesPerPixel() {
        return header[DEPTH] > Byte.SIZE ? 8 : 4;
    }

    /** Returns a frame with {@code framePixels} that shares everything else with this image. */
    PngPicture frame(Size size, byte[] framePixels) {
        var frameHeader = header.clone();
        wrap(frameHeader).putInt(size.width()).putInt(size.height());
        return new PngPicture(frameHeader, palette, transparency, framePixels);
    }

    /** Returns a file with only this image. */
    byte[] file() {
        return file(pixels);
    }

    private byte[] file(byte[] packed) {
        var file = new PngChunks().add("IHDR", header);
        if (palette.length > 0) {
            file.add("PLTE", palette);
        }
        if (transparency.length > 0) {
            file.add("tRNS", transparency);
        }
        return file.add("IDAT", packed).add("IEND").file();
    }

    /**
     * Returns a file with only this image and a new checksum of its compressed data, which decoders of the JDK require.
     */
    byte[] repairedFile() {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(pixels, STREAM_HEADER.length, Math.max(0, pixels.length - STREAM_HEADER.length));
            var sum = new Adler32();
            unpack(inflater, sum);
            if (!inflater.finished()) {
                throw ImageErrors.file();
            }
            var repaired = new ByteArrayOutputStream();
            repaired.writeBytes(STREAM_HEADER);
            repaired.write(pixels, STREAM_HEADER.length, (int) inflater.getBytesRead());
            repaired.writeBytes(
                    ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
            return file(repaired.toByteArray());
        } catch (DataFormatException | IndexOutOfBoundsException damaged) {
            throw ImageErrors.file();
        } finally {
            inflater.end();
        }
    }

    private void unpack(Inflater inflater, Adler32 sum) throws DataFormatException {
        long left = INTERLACED * (size().height() + size().pixels() * bytesPerPixel());
        var buffer = new byte[1 << 16];
        int count = 1;
        while (!inflater.finished() && count > 0 && left > 0) {
            count = inflater.inflate(buffer);
            sum.update(buffer, 0, count);
            left -= count;
        }
    }
}
