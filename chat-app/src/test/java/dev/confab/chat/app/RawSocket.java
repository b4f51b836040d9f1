package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A minimal RFC 6455 client. The JDK's client occasionally corrupts bytes that directly follow the handshake, where the
 * server's first frame is. One thread reads; any thread may write.
 */
final class RawSocket implements AutoCloseable {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_SHORT = 0xFFFF;
    private static final int OPENING_PATIENCE_MILLISECONDS = 60_000;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private int closeCode = TestSocket.LOST;

    RawSocket(URI server, String path, String token) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
        out.write(("GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Bearer " + token
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n")
                .getBytes(US_ASCII));
        socket.setSoTimeout(OPENING_PATIENCE_MILLISECONDS);
        var answer = head();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(answer);
        }
        socket.setSoTimeout(0);
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    void send(String text) throws IOException {
        send(TEXT, text.getBytes(UTF_8));
    }

    private void send(int opcode, byte[] payload) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var frame = new DataOutputStream(bytes);
        frame.write(FINAL | opcode);
        if (payload.length < 126) {
            frame.write(MASKED | payload.length);
        } else if (payload.length <= MAX_SHORT) {
            frame.write(MASKED | 126);
            frame.writeShort(payload.length);
        } else {
            frame.write(MASKED | 127);
            frame.writeLong(payload.length);
        }
        frame.write(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        write(bytes.toByteArray());
    }

    private void write(byte[] frame) throws IOException {
        writing.lock();
        try {
            out.write(frame);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Returns the next text frame and responds to pings. Returns empty at the end of the connection, after setting
     * {@link #closeCode}.
     */
    Optional<String> read() {
        try {
            return readText();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private Optional<String> readText() throws IOException {
        var text = new ByteArrayOutputStream();
        while (true) {
            int first = in.readUnsignedByte();
            var payload = payload();
            switch (first & 0x0F) {
                case PING -> send(PONG, payload);
                case PONG -> {}
                case CLOSE -> {
                    end(payload);
                    return Optional.empty();
                }
                default -> {
                    text.write(payload);
                    if ((first & FINAL) != 0) {
                        return Optional.of(text.toString(UTF_8));
                    }
                }
            }
        }
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        var payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException();
        }
        return payload;
    }

    private void end(byte[] payload) throws IOException {
        if (payload.length >= Short.BYTES) {
            closeCode = ByteBuffer.wrap(payload).getShort();
        }
        send(CLOSE, Arrays.copyOf(payload, Math.min(payload.length, Short.BYTES)));
        socket.close();
    }

    /** Returns the server's close code, or {@link TestSocket#LOST} if the connection broke. */
    int closeCode() {
        return closeCode;
    }

    /** Aborts the connection without a close frame. */
    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Sends a close frame and closes the connection. */
    @Override
    public void close() throws IOException {
        send(CLOSE, new byte[] {0x03, (byte) 0xE8});
        socket.close();
    }
}
