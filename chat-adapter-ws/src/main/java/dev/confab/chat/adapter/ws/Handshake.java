package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.BaseUrl;
import dev.confab.chat.adapter.wire.BearerToken;
import dev.confab.chat.adapter.wire.CallerAdmission;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.adapter.wire.Problem;
import dev.confab.chat.application.account.Authentication;
import dev.confab.chat.application.account.Caller;
import dev.confab.chat.domain.Refusal;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee10.servlet.ServletCoreResponse;
import org.eclipse.jetty.util.FutureCallback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from an HTTP request to a socket: decides whether there will be one, agrees on the protocol, or answers in the
 * shape of every error. The token comes in the {@code Authorization} header, else as a sub-protocol {@code bearer.…}, else
 * as the parameter {@code token}; the first of these that is there counts.
 *
 * <p>The upgrade is done here, by the core of Jetty's WebSocket, and not by Javalin: see {@link JettyTransport}.
 */
final class Handshake {

    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    static final String PROTOCOL = "confab.v1";

    private static final String VERSION = "13";
    private static final Problem NO_UPGRADE =
            Problem.of(426, "upgrade_required", "This address is a WebSocket of version " + VERSION + ".");

    private static final int UNAUTHORIZED = 401;
    private static final String UPGRADE = "Upgrade";
    private static final String WEB_SOCKET_VERSION = "Sec-WebSocket-Version";
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";
    private static final String BEARER_PROTOCOL = "bearer.";
    private static final String DONE = Handshake.class.getName() + ".done";

    private final CallerAdmission gate;
    private final Authentication authentication;
    private final OriginPolicy origins;
    private final Configuration.Customizer limits;
    private final BiFunction<Caller, BaseUrl, FrameHandler> sockets;

    /**
     * @param limits of every socket
     * @param sockets makes what hears a new one, which came by that base URL
     */
    Handshake(
            CallerAdmission gate,
            Authentication authentication,
            OriginPolicy origins,
            Configuration.Customizer limits,
            BiFunction<Caller, BaseUrl, FrameHandler> sockets) {
        this.gate = gate;
        this.authentication = authentication;
        this.origins = origins;
        this.limits = limits;
        this.sockets = sockets;
    }

    /** Answers with a socket or with an error. Doing this again for the same request does nothing. */
    void answer(Context ctx) throws IOException {
        if (ctx.attribute(DONE) != null) {
            return;
        }
        ctx.attribute(DONE, true);
        // Javalin has promised the first protocol offered, which may be the one with the token.
        ctx.res().setHeader(PROTOCOLS, null);
        if (!asksForUpgrade(ctx)) {
            requireUpgrade(ctx);
            return;
        }
        Caller caller;
        try {
            requireOrigin(ctx);
            caller = gate.admit(ctx, () -> authentication.authenticate(token(ctx)));
        } catch (RuntimeException refused) {
            refuse(ctx, Problem.of(refused), refused);
            return;
        }
        upgrade(ctx, caller);
    }

    /** The parts of a handshake that say what the client wants (RFC 6455, section 4.2.1). */
    private static boolean asksForUpgrade(Context ctx) {
        var request = ctx.req();
        return values(request, UPGRADE).anyMatch("websocket"::equalsIgnoreCase)
                && values(request, "Connection").anyMatch(UPGRADE::equalsIgnoreCase)
                && VERSION.equals(request.getHeader(WEB_SOCKET_VERSION));
    }

    /** Answers a request that is no handshake, or one for another version of the protocol. */
    static void requireUpgrade(Context ctx) throws IOException {
        ctx.header(UPGRADE, "websocket").header("Connection", UPGRADE).header(WEB_SOCKET_VERSION, VERSION);
        write(ctx, NO_UPGRADE);
    }

    /** What is no proper handshake is left to Javalin, which answers with an error. */
    private void upgrade(Context ctx, Caller caller) throws IOException {
        var request = ServletCoreRequest.wrap(ctx.req());
        var response = ServletCoreResponse.wrap(request, ctx.res(), false);
        var done = new FutureCallback();
        var mappings = WebSocketMappings.ensureMappings(
                ServletContextHandler.getServletContextHandler(ctx.req().getServletContext()));
        if (mappings.upgrade((asked, agreed, failure) -> agree(ctx, agreed, caller), request, response, done, limits)) {
            ctx.skipRemainingHandlers();
            done.block();
        }
    }

    /** Agrees on our protocol, if it was offered, and on nothing else. */
    private FrameHandler agree(Context ctx, ServerUpgradeResponse agreed, Caller caller) {
        if (offered(ctx.req()).anyMatch(PROTOCOL::equals)) {
            agreed.setAcceptedSubProtocol(PROTOCOL);
        }
        // No compression: its state costs more memory for each socket than everything else of it together.
        agreed.setExtensions(List.of());
        return sockets.apply(caller, BaseUrl.of(ctx));
    }

    private void requireOrigin(Context ctx) {
        for (var origin : Collections.list(ctx.req().getHeaders("Origin"))) {
            if (!origins.allow(origin, BaseUrl.of(ctx).origin())) {
                throw new Refusal.Forbidden("Pages of this origin may not connect.");
            }
        }
    }

    private static String token(Context ctx) {
        return Stream.of(fromHeader(ctx), fromProtocol(ctx), Optional.ofNullable(ctx.queryParam("token")))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new Refusal.Unauthenticated("A token is needed."));
    }

    private static Optional<String> fromHeader(Context ctx) {
        return BearerToken.of(ctx.header("Authorization"));
    }

    private static Optional<String> fromProtocol(Context ctx) {
        return offered(ctx.req())
                .filter(protocol -> protocol.startsWith(BEARER_PROTOCOL))
                .map(protocol -> protocol.substring(BEARER_PROTOCOL.length()))
                .findFirst();
    }

    private static Stream<String> offered(HttpServletRequest request) {
        return values(request, PROTOCOLS);
    }

    private static Stream<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip);
    }

    private static void refuse(Context ctx, Problem problem, RuntimeException cause) throws IOException {
        if (problem.isInternal()) {
            LOG.error("A handshake failed", RedactedFault.withoutMessage(cause));
        }
        if (problem.status() == UNAUTHORIZED) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
        var wait = problem.retryAfter();
        if (wait != null) {
            ctx.header("Retry-After", String.valueOf(Math.max(1, wait.toSeconds())));
        }
        write(ctx, problem);
    }

    /** Javalin writes no answer of its own where a request wants to become a socket. */
    private static void write(Context ctx, Problem problem) throws IOException {
        ctx.header("Cache-Control", "no-store").status(problem.status()).contentType("application/json");
        ctx.res().getOutputStream().write(Json.writeBytes(problem.toJson()));
        ctx.skipRemainingHandlers();
    }
}
