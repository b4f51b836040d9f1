package dev.confab.chat.adapter.rest;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id by which a request is found in the log: the client's own if it is a sane one, else a fresh one. */
final class RequestId {

    static final String HEADER = "X-Request-Id";

    private static final String LOG_KEY = "request_id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** Puts the id on the answer and on every line that this thread logs until {@link #forget}. */
    static void give(Context context) {
        MDC.put(LOG_KEY, of(context));
    }

    static void forget() {
        MDC.remove(LOG_KEY);
    }

    /** The id of the request; always the same for the same. */
    static String of(Context context) {
        var given = context.res().getHeader(HEADER);
        if (given != null) {
            return given;
        }
        var id = sane(context.header(HEADER));
        context.header(HEADER, id);
        return id;
    }

    /** {@code wanted} if it is sane, else a fresh id. */
    static String sane(@Nullable String wanted) {
        return wanted != null && SANE.matcher(wanted).matches() ? wanted : fresh();
    }

    private static String fresh() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
