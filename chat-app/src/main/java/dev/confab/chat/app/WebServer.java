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

/** Sets up the server library: where to listen, virtual threads, a graceful stop, no sessions and nothing to say of itself. */
final class WebServer {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /** Connections that wait to be accepted, as when everybody comes back after a restart. */
    private static final int BACKLOG = 1_024;

    /** Room for a token of 8,192 characters, in the address or a header, beside cookies and all other headers. */
    private static final int HEAD_BYTES = 32 * 1_024;

    private final Settings settings;
    private final RequestPace pace;

    private WebServer(Settings settings, RequestPace pace) {
        this.settings = settings;
        this.pace = pace;
    }

    /** A server that is ready to start and serves what the adapters register. */
    static Javalin of(Settings settings, RequestPace pace, RestAdapter rest, WsAdapter sockets) {
        return Javalin.create(config -> {
            new WebServer(settings, pace).configure(config);
            rest.register(config);
            sockets.register(config);
            WebPages.register(config);
        });
    }

    /** Stops gracefully: no new request comes in, and those under way have the time of {@link Settings#drain}. */
    static void stop(Javalin web) throws Exception {
        try {
            web.jettyServer().server().stop();
        } catch (TimeoutException late) {
            LOG.warn("Some requests took longer than the stop could wait for, and were cut off");
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
                server -> server.setStopTimeout(settings.drain().toMillis()));
        config.jetty.modifyServletContextHandler(WebServer::withoutSessions);
    }

    /** Each handshake of a socket would begin an HTTP session that nobody ends. */
    private static void withoutSessions(ServletContextHandler context) {
        var sessions = context.getSessionHandler();
        sessions.setUsingCookies(false);
        var none = new NullSessionCache(sessions);
        none.setSessionDataStore(new NullSessionDataStore());
        sessions.setSessionCache(none);
    }

    /** Takes the port at once, so that a failure to do so comes as it is. */
    private Connector connector(Server server, HttpConfiguration http) {
        var connector = new BoundedConnector(server, http, pace, limits(), WebServer::timeoutAnswer);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(BACKLOG);
        try {
            connector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return connector;
    }

    private ConnectionLimits limits() {
        var web = settings.web();
        int inAll = web.connections().fitting();
        return new ConnectionLimits(
                inAll, web.connections().perAddress(), web.connections().exempt(web.limits()));
    }

    /** The answer to a request that is not even complete enough to be handled. */
    private static ByteBuffer timeoutAnswer() {
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
