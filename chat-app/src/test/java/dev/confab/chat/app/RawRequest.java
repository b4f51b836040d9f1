package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A raw HTTP request, valid or not: bytes, written as Latin-1.
 *
 * @param headers whole lines; a Content-Length is added unless they contain one
 */
record RawRequest(String method, String target, List<String> headers, String content) {

    private static final int PATIENCE_MILLISECONDS = 30_000;

    RawRequest withMethod(String other) {
        return new RawRequest(other, target, headers, content);
    }

    RawRequest withTarget(String other) {
        return new RawRequest(method, other, headers, content);
    }

    RawRequest withBody(byte[] other) {
        return new RawRequest(method, target, headers, new String(other, ISO_8859_1));
    }

    RawRequest without(String header) {
        return new RawRequest(
                method,
                target,
                headers.stream().filter(line -> !isOf(header, line)).toList(),
                content);
    }

    RawRequest with(String line) {
        var more = new ArrayList<>(headers);
        more.add(line);
        return new RawRequest(method, target, List.copyOf(more), content);
    }

    byte[] body() {
        return content.getBytes(ISO_8859_1);
    }

    private boolean has(String header) {
        return headers.stream().anyMatch(line -> isOf(header, line));
    }

    private static boolean isOf(String header, String line) {
        return line.toLowerCase(Locale.ROOT).startsWith(header.toLowerCase(Locale.ROOT) + ":");
    }

    byte[] bytes() {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (!content.isEmpty() && !has("Content-Length") && !has("Transfer-Encoding")) {
            head.append("Content-Length: ").append(content.length()).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("Connection: close\r\n\r\n").toString().getBytes(ISO_8859_1));
        bytes.writeBytes(body());
        return bytes.toByteArray();
    }

    /** Sends the request on a new connection and returns the final response. */
    RawAnswer send(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            socket.getOutputStream().write(bytes());
            socket.shutdownOutput();
            return RawAnswer.of(socket.getInputStream().readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(toString(), failure);
        }
    }

    /** Returns the start of the request, short enough for a failure message. */
    @Override
    public String toString() {
        var text = new String(bytes(), ISO_8859_1);
        return text.length() > 3_000 ? text.substring(0, 3_000) + "…" : text;
    }
}
