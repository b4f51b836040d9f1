package dev.confab.chat.app.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Splits the bytes of a server into frames (RFC 6455, section 5). For one connection and one thread. */
final class FrameReader {

    /** Receives the content of frames, in order. */
    interface Sink {

        /** A whole text has arrived. The bytes are valid until the call returns. */
        void text(byte[] bytes, int from, int to);

        void ping(byte[] payload);

        /** The server closes the connection; the code is {@value FrameReader#NO_CODE} if it gave none. */
        void close(int code);
    }

    static final int NO_CODE = 1005;

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int TWO_BYTE_LENGTH = 126;
    private static final int EIGHT_BYTE_LENGTH = 127;

    private final int maxMessage;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);

    /** @param maxMessage the largest text in bytes */
    FrameReader(int maxMessage) {
        this.maxMessage = maxMessage;
    }

    /** Reads all whole frames and returns where the first incomplete one begins. */
    int read(byte[] bytes, int from, int to, Sink sink) {
        int at = from;
        for (int end = end(bytes, at, to); end <= to; end = end(bytes, at, to)) {
            handle(bytes, at, end, sink);
            at = end;
        }
        return at;
    }

    /** Returns the end of the frame that begins at {@code at}; a value after {@code to} if it is unknown. */
    private int end(byte[] bytes, int at, int to) {
        int header = to - at < 2 ? 2 : headerLength(bytes[at + 1]);
        if (to - at < header) {
            return Integer.MAX_VALUE;
        }
        long length = payloadLength(bytes, at, header);
        if (length < 0 || length > maxMessage) {
            throw new BenchFailure("The server sent a frame of " + length + " bytes");
        }
        return at + header + (int) length;
    }

    private static int headerLength(byte second) {
        return switch (second & 0x7f) {
            case TWO_BYTE_LENGTH -> 4;
            case EIGHT_BYTE_LENGTH -> 10;
            default -> 2;
        };
    }

    private static long payloadLength(byte[] bytes, int at, int header) {
        return switch (header) {
            case 4 -> ByteBuffer.wrap(bytes).getChar(at + 2);
            case 10 -> ByteBuffer.wrap(bytes).getLong(at + 2);
            default -> bytes[at + 1] & 0x7f;
        };
    }

    private void handle(byte[] bytes, int at, int end, Sink sink) {
        int from = at + headerLength(bytes[at + 1]);
        boolean last = bytes[at] < 0;
        switch (bytes[at] & 0x0f) {
            case TEXT, CONTINUATION -> takeText(bytes, from, end, last, sink);
            case PING -> sink.ping(Arrays.copyOfRange(bytes, from, end));
            case CLOSE ->
                sink.close(end - from < 2 ? NO_CODE : ByteBuffer.wrap(bytes).getChar(from));
            case PONG -> {}
            default -> throw new BenchFailure("The server sent a frame of an unknown kind");
        }
    }

    private void takeText(byte[] bytes, int from, int end, boolean last, Sink sink) {
        if (last && parts.size() == 0) {
            sink.text(bytes, from, end);
            return;
        }
        if (parts.size() + (end - from) > maxMessage) {
            throw new BenchFailure("The server sent a text that is too long");
        }
        parts.write(bytes, from, end - from);
        if (last) {
            var whole = parts.toByteArray();
            parts.reset();
            sink.text(whole, 0, whole.length);
        }
    }
}
