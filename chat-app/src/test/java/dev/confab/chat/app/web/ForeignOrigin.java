package dev.confab.chat.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A web server of another origin with one page. */
final class ForeignOrigin implements AutoCloseable {

    private final HttpServer server;
    private volatile String page = "";

    private ForeignOrigin(HttpServer server) {
        this.server = server;
    }

    static ForeignOrigin open() {
        try {
            var origin =
                    new ForeignOrigin(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            origin.server.createContext("/", exchange -> {
                var bytes = origin.page.getBytes(UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, bytes.length);
                try (exchange) {
                    exchange.getResponseBody().write(bytes);
                }
            });
            origin.server.start();
            return origin;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void show(String html) {
        page = html;
    }

    /** Returns the origin as browsers send it. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
