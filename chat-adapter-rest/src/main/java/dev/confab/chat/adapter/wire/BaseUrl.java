package dev.confab.chat.adapter.wire;

import io.javalin.http.Context;

/**
 * The address at which a client reaches this server: scheme, host, port and path prefix, without a slash at the end.
 *
 * @param value for example {@code https://chat.example.org/team}
 */
public record BaseUrl(String value) {

    /** The attribute of a request that holds the value, if the request has come through a proxy or may have. */
    public static final String ATTRIBUTE = BaseUrl.class.getName();

    /** Returns the address that the client of {@code context} used, or the public URL of the server if it is set. */
    public static BaseUrl of(Context context) {
        String known = context.attribute(ATTRIBUTE);
        return new BaseUrl(
                known == null ? beforePath(context.req().getRequestURL().toString()) : known);
    }

    /** Returns the absolute URL of {@code path}, which begins with a slash. */
    public String resolve(String path) {
        return value + path;
    }

    /** Returns the origin of the server's own pages: the address without the path prefix. */
    public String origin() {
        return beforePath(value);
    }

    private static String beforePath(String url) {
        int slash = url.indexOf('/', url.indexOf("//") + 2);
        return slash < 0 ? url : url.substring(0, slash);
    }

    @Override
    public String toString() {
        return value;
    }
}
