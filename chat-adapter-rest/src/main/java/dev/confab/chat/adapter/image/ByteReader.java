package dev.confab.chat.adapter.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A reader of a range of bytes. A read beyond the end of the range reports a malformed file ({@link ImageErrors#file}).
 */
final class ByteReader {

    private final byte[] file;
    private final int start;
    private final int end;
    private int at;
    private boolean ranOut;

    ByteReader(byte[] file) {
        this(file, 0, file.length);
    }

    private ByteReader(byte[] file, int start, int end) {
        this.file = file;
        this.start = start;
        this.at = start;
        this.end = end;
    }

    /** Returns the current position in the file. */
    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    int next() {
        require(1);
        return file[at++] & 0xff;
    }

    int big16() {
        return next() << 8 | next();
    }

    /** An unsigned number of four bytes. */
    long big32() {
        return (long) big16() << 16 | big16();
    }

    int little16() {
        return next() | next() << 8;
    }

    int little24() {
        return little16() | next() << 16;
    }

    /** An unsigned number of four bytes. */
    long little32() {
        return little16() | (long) little16() << 16;
    }

    /** Reads a text with one byte per character. */
    String text(int length) {
        var part = take(length);
        return new String(file, part.at, length, ISO_8859_1);
    }

    boolean startsWith(String text) {
        return left() >= text.length() && new String(file, at, text.length(), ISO_8859_1).equals(text);
    }

    /** Reads the next {@code length} bytes as a separate range. */
    ByteReader take(long length) {
        require(length);
        var part = new ByteReader(file, at, at + (int) length);
        at = part.end;
        return part;
    }

    void skip(long length) {
        take(length);
    }

    /** Reads all remaining bytes. */
    byte[] rest() {
        var rest = Arrays.copyOfRange(file, at, end);
        at = end;
        return rest;
    }

    /** Whether a read beyond the end was attempted. */
    boolean hasRunOut() {
        return ranOut;
    }

    /** Moves back by {@code length} bytes. */
    void unread(int length) {
        at -= length;
    }

    /** Returns the bytes that were read since the position {@code earlier}. */
    ByteReader since(int earlier) {
        return new ByteReader(file, earlier, at);
    }

    /** Returns the whole range, from its start. */
    ByteReader whole() {
        return new ByteReader(file, start, end);
    }

    /** Skips to the next {@code value}, or to the end if there is none. */
    void skipTo(int value) {
        while (at < end && (file[at] & 0xff) != value) {
            at++;
        }
    }

    /** Writes the remaining bytes without consuming them. */
    void copyTo(ByteArrayOutputStream out) {
        out.write(file, at, left());
    }

    /** Returns the checksum of the remaining bytes without consuming them. */
    long crc32() {
        var sum = new CRC32();
        sum.update(file, at, left());
        return sum.getValue();
    }

    private void require(long length) {
        if (length < 0 || length > left()) {
            ranOut |= length > left();
            throw ImageErrors.file();
        }
    }
}
