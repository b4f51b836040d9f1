package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** Raw requests, which no HTTP client would send. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /** Sends a request line and headers without a body. */
    static String send(TestServer server, String... lines) {
        return exchange(server, String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** Returns the response body for {@code path}. */
    static String body(TestServer server, String path) {
        return send(server, "GET " + path + " HTTP/1.0", "Host: x").split("\r\n\r\n", 2)[1];
    }

    /** Sends a WebSocket handshake with one more header. */
    static String upgrade(TestServer server, String path, String header) {
        return exchange(server, handshake(path, header));
    }

    private static String handshake(String path, String header) {
        return String.join(
                "\r\n",
                "GET " + path + " HTTP/1.1",
                header,
                "Host: x",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "\r\n");
    }

    /** Begins a WebSocket handshake and disconnects after {@code meanwhile}. */
    static void abandonUpgrade(TestServer server, String path, Runnable meanwhile) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(handshake(path, "X: y").getBytes(ISO_8859_1));
            meanwhile.run();
            socket.setSoLinger(true, 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(path, failed);
        }
    }

    /** Sends the request, checks the form of the response and returns it. */
    static String exchange(TestServer server, String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertHasUsualShape(answer);
            return answer;
        } catch (IOException failed) {
            throw new UncheckedIOException(request, failed);
        }
    }

    private static void assertHasUsualShape(String answer) {
        assertThat(answer).containsIgnoringCase("\r\nX-Request-Id: ");
        if (answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 5")) {
            assertThat(answer)
                    .containsIgnoringCase("Content-Type: application/json")
                    .contains("{\"errors\":[{\"message\":\"");
        }
    }
}
