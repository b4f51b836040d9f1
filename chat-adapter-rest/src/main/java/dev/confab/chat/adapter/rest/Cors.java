package dev.confab.chat.adapter.rest;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    private final Set<String> allowed;

    /** @param allowed origins such as {@code https://app.example.com}, or {@value #EVERY_ORIGIN}; none turns CORS off */
    Cors(Collection<String> allowed) {
        this.allowed = allowed.stream().map(Cors::asBrowsersWrite).collect(Collectors.toUnmodifiableSet());
    }

    /** Lower case, and without the port that goes without saying. */
    private static String asBrowsersWrite(String origin) {
        var lower = origin.toLowerCase(Locale.ROOT);
        return lower.startsWith("https:") ? lower.replaceFirst(":443$", "") : lower.replaceFirst(":80$", "");
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
        boolean every = allowed.contains(EVERY_ORIGIN);
        if (!allowed.isEmpty() && !every) {
            headers.put(Header.VARY, Header.ORIGIN);
        }
        if (origin != null && (every || allowed.contains(origin))) {
            headers.put(Header.ACCESS_CONTROL_ALLOW_ORIGIN, every ? EVERY_ORIGIN : origin);
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
