package dev.confab.chat.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.confab.chat.app.protocol.ClientFrames;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** The opening handshake of a WebSocket (RFC 6455, section 4). */
final class BenchHandshake {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final Pattern ACCEPT =
            Pattern.compile("^sec-websocket-accept:[ \t]*(\\S+)[ \t]*$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private final URI server;
    private final String token;
    private final String key;

    /** @param nonce sixteen bytes from which the response is derived */
    BenchHandshake(URI server, String token, byte[] nonce) {
        this.server = server;
        this.token = token;
        this.key = Base64.getEncoder().encodeToString(nonce);
    }

    ByteBuffer request() {
        var text = "GET " + server.getPath().replaceFirst("/+$", "") + ClientFrames.PATH + " HTTP/1.1\r\nHost: "
                + server.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key
                + "\r\nSec-WebSocket-Protocol: " + ClientFrames.SUBPROTOCOL + "\r\nAuthorization: Bearer " + token
                + "\r\n\r\n";
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    /** Returns the end of the response in {@code bytes}; -1 while it is incomplete. */
    static int end(byte[] bytes, int from, int to) {
        for (int i = from + 3; i < to; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** @throws BenchFailure if {@code response} does not accept the handshake */
    void check(String response) {
        var status = STATUS.matcher(response);
        if (!status.lookingAt()) {
            throw new BenchFailure(server + " does not respond with HTTP");
        }
        if (!status.group(1).equals("101")) {
            throw new BenchFailure("The server refuses the socket with HTTP " + status.group(1));
        }
        var accept = ACCEPT.matcher(response);
        if (!accept.find() || !accept.group(1).equals(expected())) {
            throw new BenchFailure("The server responds to another handshake");
        }
    }

    private String expected() {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
