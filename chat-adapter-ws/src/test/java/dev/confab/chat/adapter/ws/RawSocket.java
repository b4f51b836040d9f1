package dev.confab.chat.adapter.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A strict and minimal client of RFC 6455. The client of the JDK is not used, because it occasionally mixes up bytes that
 * follow the handshake immediately, which the storm tests provoke.
 */
final class RawSocket {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};
    private static final int BUFFER = 64 * 1024;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** @param socket a socket that has sent its request and read nothing */
    RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
        this.out = new DataOutputStream(socket.getOutputStream());
        socket.setSoTimeout(0);
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(head);
        }
    }

    /** A message, assembled from its fragments. */
    record Message(int opcode, ByteBuffer payload) {

        String text() throws IOException {
            return UTF_8.newDecoder().decode(payload.duplicate()).toString();
        }

        int closeCode() {
            return payload.limit() < 2 ? 1005 : payload.getShort(0);
        }
    }

    /** Waits for the next message. The server sends no control frames between fragments. */
    Message read() throws IOException {
        int first = in.readUnsignedByte();
        int opcode = first & ~FINAL;
        var payload = new ByteArrayOutputStream();
        payload.write(payload());
        while ((first & FINAL) == 0) {
            first = in.readUnsignedByte();
            require((first & ~FINAL) == 0, "not a continuation");
            payload.write(payload());
        }
        require(opcode == TEXT || opcode == CLOSE || opcode == PING || opcode == PONG, "opcode " + opcode);
        return new Message(opcode, ByteBuffer.wrap(payload.toByteArray()));
    }

    private byte[] payload() throws IOException {
        long length = in.readUnsignedByte();
        require(length < MASKED, "masked");
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        var payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return payload;
    }

    private static void require(boolean isValid, String problem) {
        if (!isValid) {
            throw new AssertionError(problem);
        }
    }

    void write(int opcode, byte[] payload) throws IOException {
        write(opcode, payload, true);
    }

    /** @param isLast false if more of the message follows */
    synchronized void write(int opcode, byte[] payload, boolean isLast) throws IOException {
        var frame = new ByteArrayOutputStream();
        var to = new DataOutputStream(frame);
        to.writeByte((isLast ? FINAL : 0) | opcode);
        if (payload.length < 126) {
            to.writeByte(MASKED | payload.length);
        } else {
            to.writeByte(MASKED | 127);
            to.writeLong(payload.length);
        }
        to.write(MASK);
        for (int index = 0; index < payload.length; index++) {
            to.writeByte(payload[index] ^ MASK[index % MASK.length]);
        }
        out.write(frame.toByteArray());
    }

    void end() throws IOException {
        socket.close();
    }
}
