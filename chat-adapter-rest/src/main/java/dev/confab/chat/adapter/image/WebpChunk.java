package dev.confab.chat.adapter.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** One chunk of a WebP file: a type, a length, data, and a padding byte if the length is odd. */
record WebpChunk(String type, ByteReader data) {

    private static final int TYPE_LENGTH = 4;
    private static final int HEADER_LENGTH = 8;

    static WebpChunk read(ByteReader parts) {
        var chunk = new WebpChunk(parts.text(TYPE_LENGTH), parts.take(parts.little32()));
        if (chunk.data.left() % 2 == 1 && parts.left() > 0) {
            parts.skip(1);
        }
        return chunk;
    }

    /** Whether the next chunk ends within {@code parts}. */
    static boolean isWholeIn(ByteReader parts) {
        if (parts.left() < HEADER_LENGTH) {
            return false;
        }
        int start = parts.at();
        parts.skip(TYPE_LENGTH);
        boolean isWhole = parts.little32() <= parts.left();
        parts.unread(parts.at() - start);
        return isWhole;
    }

    /** Writes the whole chunk, including data that was read already. */
    void copyTo(ByteArrayOutputStream out) {
        var copy = new ByteArrayOutputStream();
        data.whole().copyTo(copy);
        write(type, copy, out);
    }

    static void write(String type, ByteArrayOutputStream data, ByteArrayOutputStream out) {
        out.writeBytes(type.getBytes(ISO_8859_1));
        writeLength(data.size(), out);
        out.writeBytes(data.toByteArray());
        if (data.size() % 2 == 1) {
            out.write(0);
        }
    }

    static void writeLength(int length, ByteArrayOutputStream out) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(length >> shift);
        }
    }
}
