package dev.confab.chat.adapter.rest;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id of a request in the log: the client's own if it is well-formed, else a random one. */
final class RequestId {

    static final String HEADER = "X-Request-Id";

    private static final String LOG_KEY = "request_id";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** Adds the id to the response and to every log line of this thread until {@link #clear}. */
    static void assign(Context context) {
        MDC.put(LOG_KEY, of(context));
    }

    static void clear() {
        MDC.remove(LOG_KEY);
    }

    /** Returns the id of the request, which is assigned by the first call. */
    static String of(Context context) {
        var assigned = context.res().getHeader(HEADER);
        if (assigned != null) {
            return assigned;
        }
        var id = wellFormedOrRandom(context.header(HEADER));
        context.header(HEADER, id);
        return id;
    }

    /** Returns {@code requested} if it is well-formed, else a random id. */
    static String wellFormedOrRandom(@Nullable String requested) {
        return requested != null && WELL_FORMED.matcher(requested).matches() ? requested : random();
    }

    private static String random() {
        var source = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return hex.toHexDigits(source.nextLong()) + hex.toHexDigits(source.nextLong());
    }
}
