package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.OriginPolicy;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose web pages may read responses (CORS in the Fetch standard). The server uses no cookies, so a page needs
 * a token. An origin that is not allowed gets the same response without the headers, and its browser hides the response.
 */
final class Cors {

    static final String EVERY_ORIGIN = "*";

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key, X-Request-Id";
    private static final String EXPOSED_HEADERS =
            "X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, Location";
    private static final String MAX_AGE_SECONDS = "7200";

    private final boolean isOff;
    private final boolean allowsAll;
    private final OriginPolicy policy;

    /** @param allowed origins such as {@code https://app.example.com}, or {@value #EVERY_ORIGIN}; none turns CORS off */
    Cors(Collection<String> allowed) {
        isOff = allowed.isEmpty();
        allowsAll = allowed.contains(EVERY_ORIGIN);
        policy = new OriginPolicy(allowsAll ? List.of() : allowed);
    }

    /** Adds the headers to the response. */
    void setHeaders(Context context) {
        boolean isPreflight = context.header("Access-Control-Request-Method") != null;
        headers(
                        context.header(Header.ORIGIN),
                        isPreflight && context.method().name().equals("OPTIONS"))
                .forEach(context::header);
    }

    /** Returns the headers of a response to a page of {@code origin}. */
    Map<String, String> headers(@Nullable String origin, boolean isPreflight) {
        var headers = new LinkedHashMap<String, String>();
        if (!isOff && !allowsAll) {
            headers.put(Header.VARY, Header.ORIGIN);
        }
        if (origin != null && (allowsAll || policy.allows(origin))) {
            headers.put(Header.ACCESS_CONTROL_ALLOW_ORIGIN, allowsAll ? EVERY_ORIGIN : origin);
            headers.putAll(
                    isPreflight ? Cors.preflight() : Map.of(Header.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS));
        }
        return headers;
    }

    private static Map<String, String> preflight() {
        return Map.of(
                Header.ACCESS_CONTROL_ALLOW_METHODS, METHODS,
                Header.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS,
                Header.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    }
}
