package dev.confab.chat.app;

import dev.confab.chat.adapter.rest.RestAdapter;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.adapter.wire.Problem;
import dev.confab.chat.adapter.ws.WsAdapter;
import dev.confab.chat.app.http.BoundedConnector;
import dev.confab.chat.app.http.ConnectionLimits;
import dev.confab.chat.app.http.RequestPace;
import dev.confab.chat.app.web.WebPages;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Configuration of Javalin and Jetty: address, virtual threads, limits, a graceful stop, no sessions and no banner. */
final class WebServer {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /** The queue of connections to accept, which fills when all clients reconnect after a restart. */
    private static final int BACKLOG = 1_024;

    /** Enough for a token of 8,192 characters, in the URL or a header, beside cookies and other headers. */
    private static final int HEAD_BYTES = 32 * 1_024;

    private final Settings settings;
    private final RequestPace pace;

    private WebServer(Settings settings, RequestPace pace) {
        this.settings = settings;
        this.pace = pace;
    }

    /** Returns a server, not yet started, with the routes of the adapters. */
    static Javalin of(Settings settings, RequestPace pace, RestAdapter rest, WsAdapter sockets) {
        return Javalin.create(config -> {
            new WebServer(settings, pace).configure(config);
            rest.register(config);
            sockets.register(config);
            WebPages.register(config);
        });
    }

    /** Stops gracefully: new requests are refused, and those under way have the time of the setting {@code drain}. */
    static void stop(Javalin web) throws Exception {
        try {
            web.jettyServer().server().stop();
        } catch (TimeoutException late) {
            LOG.warn("Some requests did not end within the time of the setting drain and were aborted");
        }
    }

    private void configure(JavalinConfig config) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.modifyHttpConfiguration(http -> http.setRequestHeaderSize(HEAD_BYTES));
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(
                server -> server.setStopTimeout(settings.get(SettingTable.DRAIN).toMillis()));
        config.jetty.modifyServletContextHandler(WebServer::withoutSessions);
    }

    /** Turns sessions off: each handshake of a socket would start one that is never ended. */
    private static void withoutSessions(ServletContextHandler context) {
        var sessions = context.getSessionHandler();
        sessions.setUsingCookies(false);
        var none = new NullSessionCache(sessions);
        none.setSessionDataStore(new NullSessionDataStore());
        sessions.setSessionCache(none);
    }

    /** Binds the port immediately, so that a failure is not wrapped. */
    private Connector connector(Server server, HttpConfiguration http) {
        var connector = new BoundedConnector(server, http, pace, limits(), WebServer::timeoutResponse);
        connector.setHost(settings.get(SettingTable.HOST));
        connector.setPort(settings.get(SettingTable.PORT));
        connector.setAcceptQueueSize(BACKLOG);
        try {
            connector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return connector;
    }

    private ConnectionLimits limits() {
        return new ConnectionLimits(
                settings.maxConnections(), settings.maxConnectionsPerAddress(), settings.addressesWithoutLimit());
    }

    /** Returns the response to a request that did not arrive in time, so that no handler has seen it. */
    private static ByteBuffer timeoutResponse() {
        var body = Json.write(Problem.of(408, "timeout", "The request took too long to arrive.")
                .toJson());
        var head = String.join(
                "\r\n",
                "HTTP/1.1 408 Request Timeout",
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "X-Request-Id: " + UUID.randomUUID(),
                "Connection: close");
        return ByteBuffer.wrap((head + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
    }
}
