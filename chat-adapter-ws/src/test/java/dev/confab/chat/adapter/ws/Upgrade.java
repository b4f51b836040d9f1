package dev.confab.chat.adapter.ws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A WebSocket handshake as raw bytes, and the response of the server. */
final class Upgrade {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NARROW = 4 * 1024;
    private static final int TIMEOUT_MILLISECONDS = 20_000;

    private final int port;
    private final String target;
    private final List<String> headers = new ArrayList<>();
    private String host;

    private Upgrade(int port, String target) {
        this.port = port;
        this.target = target;
        this.host = "127.0.0.1:" + port;
    }

    static Upgrade of(TestServer server) {
        return of(server, "/api/v1/chat/ws/");
    }

    static Upgrade of(TestServer server, String target) {
        return new Upgrade(server.port(), target);
    }

    static Upgrade of(URI uri) {
        return new Upgrade(uri.getPort(), uri.getPath());
    }

    Upgrade with(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    Upgrade as(Person person) {
        return with("Authorization", "Bearer " + person.tokens().access());
    }

    Upgrade host(String other) {
        host = other;
        return this;
    }

    Answer send() {
        try (var socket = open()) {
            return read(socket.getInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Sends the request. The caller reads the response and what follows it. */
    Socket open() throws IOException {
        return open(new Socket());
    }

    /** Sends the request as {@link #open} does, on a socket with a small receive buffer. */
    Socket openNarrow() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(NARROW);
        return open(socket);
    }

    private Socket open(Socket socket) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(TIMEOUT_MILLISECONDS);
        socket.getOutputStream().write(request().getBytes(ISO_8859_1));
        return socket;
    }

    private String request() {
        var lines = new ArrayList<String>();
        lines.add("GET " + target + " HTTP/1.1");
        lines.add("Host: " + host);
        lines.add("Upgrade: websocket");
        lines.add("Connection: Upgrade");
        lines.add("Sec-WebSocket-Version: 13");
        lines.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        lines.addAll(headers);
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static Answer read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("No response");
            }
            head.append((char) next);
        }
        var lines = head.toString().lines().toList();
        int status = Integer.parseInt(lines.get(0), 9, 12, 10);
        if (status == SWITCHING_PROTOCOLS) {
            awaitFirstFrame(in);
        }
        var answer = new Answer(status, lines.subList(1, lines.size()), "");
        int length =
                Integer.parseInt(answer.header("Content-Length").isEmpty() ? "0" : answer.header("Content-Length"));
        return new Answer(status, answer.headers, new String(in.readNBytes(length), ISO_8859_1));
    }

    private static void awaitFirstFrame(InputStream in) throws IOException {
        if (in.read() < 0) {
            throw new AssertionError("No frame");
        }
    }

    /** The response of the server. */
    record Answer(int status, List<String> headers, String body) {

        /** Returns the value of a header, or an empty string. */
        String header(String name) {
            var start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        /** Returns the error in the body. */
        JsonNode error() {
            return Client.parse(body).path("errors").path(0);
        }
    }
}
