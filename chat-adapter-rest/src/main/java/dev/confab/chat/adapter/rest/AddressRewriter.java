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
 * Rewrites each request to what the client asked for before any proxy changed it: scheme, host and port, without the path
 * prefix. So routes, links and checks of origins need not know of proxies. The address comes from the public URL if there is
 * one, else from the headers of a trusted proxy, else from the request.
 *
 * <p>Requests for another host or outside of the prefix are marked, and turned down by {@link #check}.
 */
final class AddressRewriter implements HttpConfiguration.Customizer {

    private static final String HEALTH = "/health/";
    private static final String VERDICT = AddressRewriter.class.getName();

    /** A prefix of this name that a proxy has removed cannot be told from a path of our own. */
    private static final Set<String> OWN_SEGMENTS =
            Set.of("admin", "api", "assets", "chat", "docs", "health", "metrics", "profile", "signin");

    private enum Verdict {
        WRONG_PLACE,
        /** The prefix itself: relative links on the page would lead out of it. */
        SLASH_MISSING
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
     * Turns down what {@link #customize} has marked.
     *
     * @throws HttpProblem with 404 if the request is for another server
     */
    static void check(Context context) {
        var verdict = context.attribute(VERDICT);
        if (verdict == Verdict.WRONG_PLACE) {
            throw new HttpProblem(HttpErrors.problem(404));
        }
        if (verdict == Verdict.SLASH_MISSING) {
            var query = context.queryString();
            context.header("Location", BaseUrl.of(context).resolve("/") + (query == null ? "" : "?" + query));
            ApiRequest.answerNothing(context, 308);
            context.skipRemainingHandlers();
        }
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        var said = proxies.isTrusted(Request.getRemoteAddr(request))
                ? ForwardedAddress.read(request.getHeaders(), proxies)
                : ForwardedAddress.NONE;
        var address = own == null ? address(request, said) : own;
        requireOneHost(request);
        var uri = HttpURI.build(request.getHttpURI())
                .scheme(address.scheme())
                .authority(address.host(), address.port() == 0 ? -1 : address.port());
        request.setAttribute(BaseUrl.ATTRIBUTE, address.text());
        place(request, uri, said, address.prefix());
        if (!hosts.allow(said.host() == null ? request.getHttpURI().getHost() : said.host()) && !isHealth(uri)) {
            request.setAttribute(VERDICT, Verdict.WRONG_PLACE);
        }
        return new Rewritten(request, uri.asImmutable());
    }

    /** A request line may name a host as well as the header. */
    private static void requireOneHost(Request request) {
        var named = request.getHttpURI().getHost();
        var header = Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.HOST), "");
        boolean isSame = ServerAddress.Authority.parse(header)
                .filter(authority -> authority.host().equalsIgnoreCase(named))
                .isPresent();
        if (named != null && !header.isEmpty() && !isSame) {
            throw new HttpException.RuntimeException(400);
        }
    }

    private static ServerAddress address(Request request, ForwardedAddress said) {
        var scheme = Objects.requireNonNullElse(
                said.scheme(), request.getConnectionMetaData().isSecure() ? "https" : "http");
        var prefix = Objects.requireNonNullElse(said.prefix(), "");
        var host = said.host();
        if (host != null) {
            return new ServerAddress(scheme, host, said.port(), prefix);
        }
        var asked = asked(request);
        return new ServerAddress(scheme, asked.host(), said.port() == 0 ? asked.port() : said.port(), prefix);
    }

    /** A client of HTTP/1.0 need not name a host; then it is the address that it is connected to. */
    private static ServerAddress.Authority asked(Request request) {
        var uri = request.getHttpURI();
        var host = uri.getHost() == null ? Request.getServerName(request) : uri.getHost();
        int port = uri.getHost() == null ? Request.getServerPort(request) : Math.max(0, uri.getPort());
        return ServerAddress.Authority.parse(port == 0 ? host : host + ":" + port)
                .orElseThrow(() -> new HttpException.RuntimeException(400));
    }

    /** Takes the prefix from the path, or decides that the request is for something else. */
    private void place(Request request, HttpURI.Mutable uri, ForwardedAddress said, String prefix) {
        var path = uri.getPath();
        if (prefix.isEmpty() || path == null) {
            return;
        }
        if (said.prefix() != null && OWN_SEGMENTS.contains(prefix.split("/", 3)[1])) {
            return;
        }
        if (path.startsWith(prefix + "/")) {
            uri.path(path.substring(prefix.length()));
        } else if (path.equals(prefix)) {
            request.setAttribute(VERDICT, Verdict.SLASH_MISSING);
        } else if (!said.isGiven() && !isHealth(uri)) {
            request.setAttribute(VERDICT, Verdict.WRONG_PLACE);
        }
    }

    private static boolean isHealth(HttpURI uri) {
        var path = uri.getCanonicalPath();
        return path != null && path.startsWith(HEALTH);
    }

    private static final class Rewritten extends Request.Wrapper {

        private final HttpURI uri;
        private final HttpFields headers;

        /** The server library insists that both name the same host. */
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
