package dev.confab.chat.adapter.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/** A stretch of a file that is read from the front. Whatever leads over its end is a {@link ImageErrors} file. */
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

    /** Where in the file it goes on. */
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

    /** The next bytes, each as one character. */
    String text(int length) {
        var part = take(length);
        return new String(file, part.at, length, ISO_8859_1);
    }

    boolean startsWith(String text) {
        return left() >= text.length() && new String(file, at, text.length(), ISO_8859_1).equals(text);
    }

    /** The next {@code length} bytes as a stretch of their own, behind which this one goes on. */
    ByteReader take(long length) {
        require(length);
        var part = new ByteReader(file, at, at + (int) length);
        at = part.end;
        return part;
    }

    void skip(long length) {
        take(length);
    }

    /** Copies what is left and goes behind it. */
    byte[] rest() {
        var rest = Arrays.copyOfRange(file, at, end);
        at = end;
        return rest;
    }

    /** Whether anything was asked for that lies behind the end. */
    boolean hasRunOut() {
        return ranOut;
    }

    /** Goes back by {@code length} bytes that were read. */
    void unread(int length) {
        at -= length;
    }

    /** What was read since {@code earlier}, as a stretch of its own. */
    ByteReader since(int earlier) {
        return new ByteReader(file, earlier, at);
    }

    /** The stretch from its front. */
    ByteReader whole() {
        return new ByteReader(file, start, end);
    }

    /** Goes on to the next {@code value}, or to the end if there is none. */
    void skipTo(int value) {
        while (at < end && (file[at] & 0xff) != value) {
            at++;
        }
    }

    /** Writes what is left, which stays to be read. */
    void copyTo(ByteArrayOutputStream out) {
        out.write(file, at, left());
    }

    /** The checksum of what is left, which stays to be read. */
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
