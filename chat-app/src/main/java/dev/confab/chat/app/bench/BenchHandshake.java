package dev.confab.chat.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** How a connection becomes a web socket (RFC 6455, section 4): the request, and what the answer has to be. */
final class BenchHandshake {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final Pattern ACCEPT =
            Pattern.compile("^sec-websocket-accept:[ \t]*(\\S+)[ \t]*$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private final URI server;
    private final String path;
    private final String token;
    private final String key;

    /** @param nonce sixteen bytes that the answer depends on */
    BenchHandshake(URI server, String path, String token, byte[] nonce) {
        this.server = server;
        this.path = path;
        this.token = token;
        this.key = Base64.getEncoder().encodeToString(nonce);
    }

    ByteBuffer request() {
        var text = "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key
                + "\r\nSec-WebSocket-Protocol: confab.v1\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    /** Where the answer ends in {@code bytes}; -1 while it is not whole. */
    static int end(byte[] bytes, int from, int to) {
        for (int i = from + 3; i < to; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** @throws BenchFailure unless {@code answer} opens a web socket */
    void check(String answer) {
        var status = STATUS.matcher(answer);
        if (!status.lookingAt()) {
            throw new BenchFailure(server + " does not speak HTTP");
        }
        if (!status.group(1).equals("101")) {
            throw new BenchFailure("The server opens no socket, but answers HTTP " + status.group(1));
        }
        var accept = ACCEPT.matcher(answer);
        if (!accept.find() || !accept.group(1).equals(expected())) {
            throw new BenchFailure("The server answers the handshake of somebody else");
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
