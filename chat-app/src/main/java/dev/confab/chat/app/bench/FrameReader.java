package dev.confab.chat.app.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Takes what a server sends apart into its frames (RFC 6455, section 5). For one connection and one thread. */
final class FrameReader {

    /** What the frames hold, in order. */
    interface Sink {

        /** A whole text; the bytes may be used until the call returns. */
        void text(byte[] bytes, int from, int to);

        void ping(byte[] payload);

        /** The other side says goodbye; the code is {@value FrameReader#NO_CODE} where it gave none. */
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

    /** @param maxMessage the most bytes of one text */
    FrameReader(int maxMessage) {
        this.maxMessage = maxMessage;
    }

    /** Reads all whole frames; answers where the first one begins that is not whole yet. */
    int read(byte[] bytes, int from, int to, Sink sink) {
        int at = from;
        for (int end = end(bytes, at, to); end <= to; end = end(bytes, at, to)) {
            take(bytes, at, end, sink);
            at = end;
        }
        return at;
    }

    /** Where the frame ends that begins at {@code at}; behind {@code to} if that cannot be said yet. */
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

    private void take(byte[] bytes, int at, int end, Sink sink) {
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
            throw new BenchFailure("The server sent too long a text");
        }
        parts.write(bytes, from, end - from);
        if (last) {
            var whole = parts.toByteArray();
            parts.reset();
            sink.text(whole, 0, whole.length);
        }
    }
}
