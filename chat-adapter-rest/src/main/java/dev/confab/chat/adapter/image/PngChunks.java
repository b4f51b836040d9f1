package dev.confab.chat.adapter.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/** A writer of the chunks of a PNG, each with a length, a type, data and a checksum. */
final class PngChunks {

    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(file);

    PngChunks() {
        file.writeBytes(SIGNATURE.getBytes(ISO_8859_1));
    }

    PngChunks add(String type, byte[]... parts) {
        var data = new ByteArrayOutputStream();
        data.writeBytes(type.getBytes(ISO_8859_1));
        for (var part : parts) {
            data.writeBytes(part);
        }
        var sum = new CRC32();
        sum.update(data.toByteArray());
        try {
            out.writeInt(data.size() - type.length());
            data.writeTo(out);
            out.writeInt((int) sum.getValue());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return this;
    }

    byte[] file() {
        return file.toByteArray();
    }
}
