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
 * Which foreign web pages may read our answers (CORS, in the Fetch standard). They never get to use cookies, of which
 * there are none: a page must have a token of its own. An origin that is not on the list gets the same answers without
 * the headers, and its browser keeps them from it.
 */
final class Cors {

    static final String EVERY_ORIGIN = "*";

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String ASKED_FOR = "Authorization, Content-Type, Idempotency-Key, X-Request-Id";
    private static final String TOLD =
            "X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, Location";
    private static final String SECONDS_TO_REMEMBER = "7200";

    private final boolean isOff;
    private final boolean allowsAll;
    private final OriginPolicy policy;

    /** @param allowed origins such as {@code https://app.example.com}, or {@value #EVERY_ORIGIN}; none turns CORS off */
    Cors(Collection<String> allowed) {
        isOff = allowed.isEmpty();
        allowsAll = allowed.contains(EVERY_ORIGIN);
        policy = new OriginPolicy(allowsAll ? List.of() : allowed);
    }

    /** Puts the headers for {@code context} on its answer, whatever that is going to be. */
    void answer(Context context) {
        boolean isPreflight = context.header("Access-Control-Request-Method") != null;
        headers(
                        context.header(Header.ORIGIN),
                        isPreflight && context.method().name().equals("OPTIONS"))
                .forEach(context::header);
    }

    /** The headers for the answer to a page of {@code origin}. */
    Map<String, String> headers(@Nullable String origin, boolean isPreflight) {
        var headers = new LinkedHashMap<String, String>();
        if (!isOff && !allowsAll) {
            headers.put(Header.VARY, Header.ORIGIN);
        }
        if (origin != null && (allowsAll || policy.allows(origin))) {
            headers.put(Header.ACCESS_CONTROL_ALLOW_ORIGIN, allowsAll ? EVERY_ORIGIN : origin);
            headers.putAll(isPreflight ? Cors.preflight() : Map.of(Header.ACCESS_CONTROL_EXPOSE_HEADERS, TOLD));
        }
        return headers;
    }

    private static Map<String, String> preflight() {
        return Map.of(
                Header.ACCESS_CONTROL_ALLOW_METHODS, METHODS,
                Header.ACCESS_CONTROL_ALLOW_HEADERS, ASKED_FOR,
                Header.ACCESS_CONTROL_MAX_AGE, SECONDS_TO_REMEMBER);
    }
}
