package dev.confab.chat.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A file as it goes to browsers. Compressed once, however often it is asked for. */
final class Asset {

    private final String type;
    private final byte[] bytes;
    private final byte[] gzip;
    private final String etag;

    private Asset(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
        this.gzip = compress(bytes);
        this.etag = '"' + digest(bytes) + '"';
    }

    static Asset of(String type, String text) {
        return new Asset(type, text.getBytes(UTF_8));
    }

    String type() {
        return type;
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** The same compressed. */
    byte[] gzip() {
        return gzip;
    }

    /** Of the plain bytes, in quotes. */
    String etag() {
        return etag;
    }

    /** What tells {@code bytes} from all others: twenty hexadecimal digits. */
    static String digest(byte[] bytes) {
        return Sha256.hex(bytes).substring(0, 20);
    }

    private static byte[] compress(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (var gzip = new Thorough(compressed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    /** Takes its time, for it is done once. */
    private static final class Thorough extends GZIPOutputStream {
        Thorough(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
