package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.BaseUrl;
import dev.confab.chat.adapter.wire.BearerToken;
import dev.confab.chat.adapter.wire.CallerAdmission;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.adapter.wire.OriginPolicy;
import dev.confab.chat.adapter.wire.Problem;
import dev.confab.chat.adapter.wire.Redacted;
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
 * The upgrade of an HTTP request to a WebSocket: checks the origin, authenticates the caller, negotiates the protocol, or
 * responds with an error. The token is read from the {@code Authorization} header, else from a sub-protocol
 * {@code bearer.…}, else from the query parameter {@code token}.
 *
 * <p>Jetty's WebSocket core does the upgrade, not Javalin; {@link JettyTransport} says why.
 */
final class Handshake {

    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    static final String PROTOCOL = "confab.v1";

    private static final String VERSION = "13";
    private static final Problem NO_UPGRADE = Problem.of(
            426, "upgrade_required", "This endpoint accepts only WebSocket handshakes of version " + VERSION + ".");

    private static final int UNAUTHORIZED = 401;
    private static final String UPGRADE = "Upgrade";
    private static final String WEB_SOCKET_VERSION = "Sec-WebSocket-Version";
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";
    private static final String BEARER_PROTOCOL = "bearer.";
    private static final String HANDLED = Handshake.class.getName() + ".handled";

    private final CallerAdmission admission;
    private final Authentication authentication;
    private final OriginPolicy originPolicy;
    private final Configuration.Customizer limits;
    private final BiFunction<Caller, BaseUrl, FrameHandler> sockets;

    /**
     * @param limits Jetty's limits of each socket
     * @param sockets creates the handler of a new socket from its caller and base URL
     */
    Handshake(
            CallerAdmission admission,
            Authentication authentication,
            OriginPolicy originPolicy,
            Configuration.Customizer limits,
            BiFunction<Caller, BaseUrl, FrameHandler> sockets) {
        this.admission = admission;
        this.authentication = authentication;
        this.originPolicy = originPolicy;
        this.limits = limits;
        this.sockets = sockets;
    }

    /** Upgrades the request or responds with an error. A second call for the same request has no effect. */
    void handle(Context ctx) throws IOException {
        if (ctx.attribute(HANDLED) != null) {
            return;
        }
        ctx.attribute(HANDLED, true);
        // Javalin has accepted the first protocol that was offered, which may be the one with the token.
        ctx.res().setHeader(PROTOCOLS, null);
        if (!isUpgrade(ctx)) {
            requireUpgrade(ctx);
            return;
        }
        Caller caller;
        try {
            requireOrigin(ctx);
            caller = admission.admit(ctx, () -> authentication.authenticate(token(ctx)));
        } catch (RuntimeException refused) {
            refuse(ctx, Problem.of(refused), refused);
            return;
        }
        upgrade(ctx, caller);
    }

    /** Whether the request asks for an upgrade to a WebSocket (RFC 6455, section 4.2.1). */
    private static boolean isUpgrade(Context ctx) {
        var request = ctx.req();
        return values(request, UPGRADE).anyMatch("websocket"::equalsIgnoreCase)
                && values(request, "Connection").anyMatch(UPGRADE::equalsIgnoreCase)
                && VERSION.equals(request.getHeader(WEB_SOCKET_VERSION));
    }

    /** Responds with 426 to a request that is no handshake, or one for another version of the protocol. */
    static void requireUpgrade(Context ctx) throws IOException {
        ctx.header(UPGRADE, "websocket").header("Connection", UPGRADE).header(WEB_SOCKET_VERSION, VERSION);
        write(ctx, NO_UPGRADE);
    }

    /** Upgrades the request. Javalin responds to a malformed handshake with an error. */
    private void upgrade(Context ctx, Caller caller) throws IOException {
        var request = ServletCoreRequest.wrap(ctx.req());
        var response = ServletCoreResponse.wrap(request, ctx.res(), false);
        var done = new FutureCallback();
        var mappings = WebSocketMappings.ensureMappings(
                ServletContextHandler.getServletContextHandler(ctx.req().getServletContext()));
        if (mappings.upgrade(
                (coreRequest, coreResponse, failure) -> negotiate(ctx, coreResponse, caller),
                request,
                response,
                done,
                limits)) {
            ctx.skipRemainingHandlers();
            done.block();
        }
    }

    /** Accepts {@value #PROTOCOL} if the client offers it, and no extension. */
    private FrameHandler negotiate(Context ctx, ServerUpgradeResponse response, Caller caller) {
        if (offeredProtocols(ctx.req()).anyMatch(PROTOCOL::equals)) {
            response.setAcceptedSubProtocol(PROTOCOL);
        }
        // No compression: its state would cost more memory than all other state of a socket.
        response.setExtensions(List.of());
        return sockets.apply(caller, BaseUrl.of(ctx));
    }

    private void requireOrigin(Context ctx) {
        for (var origin : Collections.list(ctx.req().getHeaders("Origin"))) {
            if (!originPolicy.allows(origin, BaseUrl.of(ctx).origin())) {
                throw new Refusal.Forbidden("Pages of this origin cannot connect.");
            }
        }
    }

    private static String token(Context ctx) {
        return Stream.of(fromHeader(ctx), fromProtocol(ctx), Optional.ofNullable(ctx.queryParam("token")))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new Refusal.Unauthenticated("An access token is required."));
    }

    private static Optional<String> fromHeader(Context ctx) {
        return BearerToken.of(ctx.header("Authorization"));
    }

    private static Optional<String> fromProtocol(Context ctx) {
        return offeredProtocols(ctx.req())
                .filter(protocol -> protocol.startsWith(BEARER_PROTOCOL))
                .map(protocol -> protocol.substring(BEARER_PROTOCOL.length()))
                .findFirst();
    }

    private static Stream<String> offeredProtocols(HttpServletRequest request) {
        return values(request, PROTOCOLS);
    }

    private static Stream<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip);
    }

    private static void refuse(Context ctx, Problem problem, RuntimeException cause) throws IOException {
        if (problem.isInternal()) {
            LOG.error("Handshake failed; the client gets an internal error", Redacted.of(cause));
        }
        if (problem.status() == UNAUTHORIZED) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
        var retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            ctx.header("Retry-After", String.valueOf(Math.max(1, retryAfter.toSeconds())));
        }
        write(ctx, problem);
    }

    /** Writes an error response, since Javalin writes none before an upgrade. */
    private static void write(Context ctx, Problem problem) throws IOException {
        ctx.header("Cache-Control", "no-store").status(problem.status()).contentType("application/json");
        ctx.res().getOutputStream().write(Json.writeBytes(problem.toJson()));
        ctx.skipRemainingHandlers();
    }
}
