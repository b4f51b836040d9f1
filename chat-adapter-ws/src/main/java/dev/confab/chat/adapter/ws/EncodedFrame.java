package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.FileUrls;
import dev.confab.chat.adapter.wire.Json;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server frame, encoded once with its WebSocket header and shared by all connections: server frames are not masked, so
 * their bytes are the same for each client. A frame with file links is completed once for each base URL that clients use.
 */
final class EncodedFrame {

    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int MAX_7_BIT = 125;
    private static final int MAX_16_BIT = 0xFFFF;
    private static final byte LENGTH_16_BIT = 126;
    private static final byte LENGTH_64_BIT = 127;

    private final byte[] encoded;
    private final int headerLength;
    private final boolean hasFileLinks;

    /** The completed frames by base URL, guarded by the monitor. Null until the first one is needed. */
    private @Nullable Map<FileUrls, EncodedFrame> completed;

    private EncodedFrame(byte[] encoded, int headerLength, boolean hasFileLinks) {
        this.encoded = encoded;
        this.headerLength = headerLength;
        this.hasFileLinks = hasFileLinks;
    }

    static EncodedFrame of(Map<String, ? extends @Nullable Object> content) {
        return of(Json.writeBytes(content));
    }

    /** @param payload the text in UTF-8 */
    static EncodedFrame of(byte[] payload) {
        int headerLength = headerLength(payload.length);
        var encoded = ByteBuffer.allocate(headerLength + payload.length);
        encoded.put(FINAL_TEXT);
        switch (headerLength) {
            case 2 -> encoded.put((byte) payload.length);
            case 4 -> encoded.put(LENGTH_16_BIT).putShort((short) payload.length);
            default -> encoded.put(LENGTH_64_BIT).putLong(payload.length);
        }
        return new EncodedFrame(encoded.put(payload).array(), headerLength, FileUrls.hasSlots(payload));
    }

    private static int headerLength(int payloadLength) {
        if (payloadLength <= MAX_7_BIT) {
            return 2;
        }
        return payloadLength <= MAX_16_BIT ? 4 : 10;
    }

    /** Returns the frame with the URLs of its files, or this frame if it has no file links. */
    EncodedFrame with(FileUrls urls) {
        return hasFileLinks ? complete(urls) : this;
    }

    private synchronized EncodedFrame complete(FileUrls urls) {
        if (completed == null) {
            completed = new HashMap<>();
        }
        return completed.computeIfAbsent(urls, missing -> of(missing.fill(payloadBytes())));
    }

    private byte[] payloadBytes() {
        return Arrays.copyOfRange(encoded, headerLength, encoded.length);
    }

    /** Returns the length of the whole frame in bytes. */
    int bytes() {
        return encoded.length;
    }

    /** Returns a read-only view of the payload, which follows the header. */
    ByteBuffer payload() {
        return ByteBuffer.wrap(encoded, headerLength, payloadLength()).asReadOnlyBuffer();
    }

    int payloadLength() {
        return encoded.length - headerLength;
    }

    /** Writes header and payload into {@code target}. */
    void putInto(ByteBuffer target) {
        target.put(encoded);
    }

    /** Returns the size only, because the content may be confidential. */
    @Override
    public String toString() {
        return "Frame[" + bytes() + " bytes]";
    }
}
