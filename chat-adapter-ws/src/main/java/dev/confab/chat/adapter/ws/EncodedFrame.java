package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.FileUrls;
import dev.confab.chat.adapter.wire.Json;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server frame, encoded once, head and all, and shared by all connections that get it: what a server sends is not
 * masked, so the bytes are the same for each of them. A frame that names files is encoded once, too, and gets their URLs
 * once for each base URL at which clients are connected, which is most often one.
 */
final class EncodedFrame {

    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int MAX_SHORT = 125;
    private static final int MAX_MEDIUM = 0xFFFF;
    private static final byte MEDIUM = 126;
    private static final byte LONG = 127;

    private final byte[] encoded;
    private final int headLength;
    private final boolean namesFiles;

    /** The frame with URLs, for each base URL; guarded by the monitor. Null until somebody needs one. */
    private @Nullable Map<FileUrls, EncodedFrame> withUrls;

    private EncodedFrame(byte[] encoded, int headLength, boolean namesFiles) {
        this.encoded = encoded;
        this.headLength = headLength;
        this.namesFiles = namesFiles;
    }

    static EncodedFrame of(Map<String, ? extends @Nullable Object> content) {
        return of(Json.writeBytes(content));
    }

    /** @param payload in UTF-8 */
    static EncodedFrame of(byte[] payload) {
        int headLength = headLength(payload.length);
        var encoded = ByteBuffer.allocate(headLength + payload.length);
        encoded.put(FINAL_TEXT);
        switch (headLength) {
            case 2 -> encoded.put((byte) payload.length);
            case 4 -> encoded.put(MEDIUM).putShort((short) payload.length);
            default -> encoded.put(LONG).putLong(payload.length);
        }
        return new EncodedFrame(encoded.put(payload).array(), headLength, FileUrls.hasSlots(payload));
    }

    private static int headLength(int payloadLength) {
        if (payloadLength <= MAX_SHORT) {
            return 2;
        }
        return payloadLength <= MAX_MEDIUM ? 4 : 10;
    }

    /** The frame to send to clients that need {@code urls}: itself, unless it names files. */
    EncodedFrame with(FileUrls urls) {
        return namesFiles ? filled(urls) : this;
    }

    private synchronized EncodedFrame filled(FileUrls urls) {
        if (withUrls == null) {
            withUrls = new HashMap<>();
        }
        return withUrls.computeIfAbsent(urls, missing -> of(missing.fill(payloadBytes())));
    }

    private byte[] payloadBytes() {
        return Arrays.copyOfRange(encoded, headLength, encoded.length);
    }

    /** Its whole length. */
    int bytes() {
        return encoded.length;
    }

    /** A view of what comes behind the head. */
    ByteBuffer payload() {
        return ByteBuffer.wrap(encoded, headLength, payloadLength()).asReadOnlyBuffer();
    }

    int payloadLength() {
        return encoded.length - headLength;
    }

    /** Adds head and payload to {@code target}. */
    void putInto(ByteBuffer target) {
        target.put(encoded);
    }

    /** Says nothing of what people wrote. */
    @Override
    public String toString() {
        return "Frame[" + bytes() + " bytes]";
    }
}
