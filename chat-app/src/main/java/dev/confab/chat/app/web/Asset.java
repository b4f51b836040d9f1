package dev.confab.chat.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A file for browsers, compressed once. */
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

    /** Returns the content. The array must not be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns the compressed content. The array must not be changed. */
    byte[] gzip() {
        return gzip;
    }

    /** Returns the quoted entity tag of the uncompressed content. */
    String etag() {
        return etag;
    }

    /** Returns a digest of twenty hexadecimal digits. */
    static String digest(byte[] bytes) {
        return Sha256.hex(bytes).substring(0, 20);
    }

    private static byte[] compress(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (var gzip = new BestGzip(compressed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    /** Compresses as much as possible, since it runs once. */
    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
