package dev.confab.chat.adapter.wire;

import io.javalin.http.Context;

/**
 * The address at which a client reaches this server: scheme, host and port, without a slash at the end.
 *
 * @param value for example {@code https://chat.example.org}
 */
public record BaseUrl(String value) {

    /** Returns the address that the client of {@code context} used. */
    public static BaseUrl of(Context context) {
        var requested = context.req().getRequestURL().toString();
        return new BaseUrl(requested.substring(0, requested.indexOf('/', requested.indexOf("//") + 2)));
    }

    /** Returns the absolute URL of {@code path}, which begins with a slash. */
    public String resolve(String path) {
        return value + path;
    }

    @Override
    public String toString() {
        return value;
    }
}
