package dev.confab.chat.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** WebSocket frames of a client, which are masked (RFC 6455, section 5.3). */
final class ClientFrame {

    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;
    private static final int PONG = 10;

    private static final int MAX_ONE_BYTE_LENGTH = 125;
    private static final int MAX_TWO_BYTE_LENGTH = 0xffff;
    private static final int MAX_HEADER = 14;

    private ClientFrame() {}

    /** @param mask any number: masking protects proxies from scripts in browsers only */
    static ByteBuffer text(String text, int mask) {
        return frame(TEXT, text.getBytes(UTF_8), mask);
    }

    static ByteBuffer pong(byte[] payload, int mask) {
        return frame(PONG, payload, mask);
    }

    private static ByteBuffer frame(int kind, byte[] payload, int mask) {
        var frame = ByteBuffer.allocate(MAX_HEADER + payload.length);
        frame.put((byte) (LAST | kind));
        putLength(frame, payload.length);
        frame.putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (mask >> (8 * (3 - i % 4)))));
        }
        return frame.flip();
    }

    private static void putLength(ByteBuffer frame, int length) {
        if (length <= MAX_ONE_BYTE_LENGTH) {
            frame.put((byte) (MASKED | length));
        } else if (length <= MAX_TWO_BYTE_LENGTH) {
            frame.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(length);
        }
    }
}
