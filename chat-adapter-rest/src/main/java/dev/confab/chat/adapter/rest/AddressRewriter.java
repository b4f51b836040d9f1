package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.BaseUrl;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.http.HostPortHttpField;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Restores the scheme, host and port that the client used, and removes the path prefix. So routes, links and checks of
 * origins are independent of proxies. The address comes from the public URL if one is set, else from the headers of a
 * trusted proxy, else from the request.
 *
 * <p>Requests for another host or outside of the prefix are marked, and {@link #check} refuses them.
 */
final class AddressRewriter implements HttpConfiguration.Customizer {

    private static final String HEALTH = "/health/";
    private static final String VERDICT = AddressRewriter.class.getName();

    /** First segments of our own paths. A prefix that begins with one may have been removed by the proxy already. */
    private static final Set<String> OWN_SEGMENTS =
            Set.of("admin", "api", "assets", "chat", "docs", "health", "metrics", "profile", "signin");

    private enum Verdict {
        NOT_FOUND,
        /** The path is the prefix itself; relative links on the page would be resolved outside of it. */
        MISSING_SLASH
    }

    private final @Nullable ServerAddress own;
    private final AllowedHosts hosts;
    private final Proxies proxies;

    AddressRewriter(RestAdapter.Address address, Proxies proxies) {
        this.own = address.parsed();
        this.hosts = AllowedHosts.of(address.allowedHosts(), own);
        this.proxies = proxies;
    }

    /**
     * Refuses a request that {@link #customize} has marked.
     *
     * @throws HttpProblem with 404 if the request is for another server
     */
    static void check(Context context) {
        var verdict = context.attribute(VERDICT);
        if (verdict == Verdict.NOT_FOUND) {
            throw new HttpProblem(HttpErrors.problem(404));
        }
        if (verdict == Verdict.MISSING_SLASH) {
            var query = context.queryString();
            context.header("Location", BaseUrl.of(context).resolve("/") + (query == null ? "" : "?" + query));
            ApiRequest.respondEmpty(context, 308);
            context.skipRemainingHandlers();
        }
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        var forwarded = proxies.isTrusted(Request.getRemoteAddr(request))
                ? ForwardedAddress.read(request.getHeaders(), proxies)
                : ForwardedAddress.NONE;
        var address = own == null ? address(request, forwarded) : own;
        requireOneHost(request);
        var uri = HttpURI.build(request.getHttpURI())
                .scheme(address.scheme())
                .authority(address.host(), address.port() == 0 ? -1 : address.port());
        request.setAttribute(BaseUrl.ATTRIBUTE, address.text());
        removePrefix(request, uri, forwarded, address.prefix());
        if (!hosts.allow(forwarded.host() == null ? request.getHttpURI().getHost() : forwarded.host())
                && !isHealth(uri)) {
            request.setAttribute(VERDICT, Verdict.NOT_FOUND);
        }
        return new Rewritten(request, uri.asImmutable());
    }

    /** The request line and the {@code Host} header must name the same host. */
    private static void requireOneHost(Request request) {
        var uriHost = request.getHttpURI().getHost();
        var header = Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.HOST), "");
        boolean isSame = ServerAddress.Authority.parse(header)
                .filter(authority -> authority.host().equalsIgnoreCase(uriHost))
                .isPresent();
        if (uriHost != null && !header.isEmpty() && !isSame) {
            throw new HttpException.RuntimeException(400);
        }
    }

    private static ServerAddress address(Request request, ForwardedAddress forwarded) {
        var scheme = Objects.requireNonNullElse(
                forwarded.scheme(), request.getConnectionMetaData().isSecure() ? "https" : "http");
        var prefix = Objects.requireNonNullElse(forwarded.prefix(), "");
        var host = forwarded.host();
        if (host != null) {
            return new ServerAddress(scheme, host, forwarded.port(), prefix);
        }
        var requested = requestedAuthority(request);
        return new ServerAddress(
                scheme, requested.host(), forwarded.port() == 0 ? requested.port() : forwarded.port(), prefix);
    }

    /** A client of HTTP/1.0 may omit the host; the local address of the connection replaces it. */
    private static ServerAddress.Authority requestedAuthority(Request request) {
        var uri = request.getHttpURI();
        var host = uri.getHost() == null ? Request.getServerName(request) : uri.getHost();
        int port = uri.getHost() == null ? Request.getServerPort(request) : Math.max(0, uri.getPort());
        return ServerAddress.Authority.parse(port == 0 ? host : host + ":" + port)
                .orElseThrow(() -> new HttpException.RuntimeException(400));
    }

    /** Removes the prefix from the path, or marks the request if it is outside of the prefix. */
    private void removePrefix(Request request, HttpURI.Mutable uri, ForwardedAddress forwarded, String prefix) {
        var path = uri.getPath();
        if (prefix.isEmpty() || path == null) {
            return;
        }
        if (forwarded.prefix() != null && OWN_SEGMENTS.contains(prefix.split("/", 3)[1])) {
            return;
        }
        if (path.startsWith(prefix + "/")) {
            uri.path(path.substring(prefix.length()));
        } else if (path.equals(prefix)) {
            request.setAttribute(VERDICT, Verdict.MISSING_SLASH);
        } else if (!forwarded.isGiven() && !isHealth(uri)) {
            request.setAttribute(VERDICT, Verdict.NOT_FOUND);
        }
    }

    private static boolean isHealth(HttpURI uri) {
        var path = uri.getCanonicalPath();
        return path != null && path.startsWith(HEALTH);
    }

    private static final class Rewritten extends Request.Wrapper {

        private final HttpURI uri;
        private final HttpFields headers;

        /** Jetty requires the URI and the {@code Host} header to name the same host. */
        Rewritten(Request request, HttpURI uri) {
            super(request);
            this.uri = uri;
            this.headers = HttpFields.build(request.getHeaders(), new HostPortHttpField(uri.getHost(), uri.getPort()));
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }

        @Override
        public boolean isSecure() {
            return "https".equals(uri.getScheme());
        }
    }
}
