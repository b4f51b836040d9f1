package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/** Strict percent-decoding: escapes must be complete and the result well-formed UTF-8. */
final class Percent {

    private static final int DIGITS = 2;

    private Percent() {}

    /** @throws Refusal.Invalid if {@code text} is not well-formed */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(unescape(text))).toString();
        } catch (CharacterCodingException | IllegalArgumentException malformed) {
            throw new Refusal.Invalid(null, "The URL must be percent-encoded UTF-8.");
        }
    }

    private static byte[] unescape(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        var encoded = text.getBytes(UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                bytes.write(escaped(encoded, i + 1));
                i += DIGITS;
            } else {
                bytes.write(encoded[i]);
            }
        }
        return bytes.toByteArray();
    }

    private static int escaped(byte[] encoded, int from) {
        if (from + DIGITS > encoded.length) {
            throw new IllegalArgumentException("incomplete escape");
        }
        return HexFormat.fromHexDigit(encoded[from]) << 4 | HexFormat.fromHexDigit(encoded[from + 1]);
    }
}
