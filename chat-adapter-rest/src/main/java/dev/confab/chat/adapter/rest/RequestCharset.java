package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Problem;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The rule that every body is UTF-8. Jetty resolves the charset of a {@code Content-Type} in several getters, even
 * if the body is never read, and throws for an unknown charset. So a header with another charset is removed before Jetty
 * sees it, and the request is refused with 415.
 */
final class RequestCharset {

    private static final String REFUSED = RequestCharset.class.getName();
    private static final String PARAMETER = "charset";
    private static final String UTF_8 = "utf-8";

    private RequestCharset() {}

    /** Removes a {@code Content-Type} whose charset is not UTF-8, and marks the request. */
    static Request withoutForeignCharset(Request request, HttpFields.Mutable answer) {
        if (request.getHeaders().getValuesList(HttpHeader.CONTENT_TYPE).stream().allMatch(RequestCharset::isUtf8)) {
            return request;
        }
        request.setAttribute(REFUSED, true);
        var headers = HttpFields.build(request.getHeaders())
                .remove(HttpHeader.CONTENT_TYPE)
                .asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }

    /** @throws HttpProblem if the request named another charset than UTF-8 */
    static void require(Context context) {
        if (context.req().getAttribute(REFUSED) != null) {
            throw new HttpProblem(
                    Problem.of(415, "unsupported_media_type", "The charset of the body must be UTF-8 or absent."));
        }
    }

    /** Whether {@code type} has no charset or UTF-8. A parameter that only begins with the word counts as one. */
    static boolean isUtf8(String type) {
        return parameters(type).stream()
                .filter(parameter -> parameter.startsWith(PARAMETER))
                .allMatch(RequestCharset::namesUtf8);
    }

    private static List<String> parameters(String type) {
        return Arrays.stream(type.toLowerCase(Locale.ROOT).split(";", -1))
                .skip(1)
                .map(String::strip)
                .toList();
    }

    private static boolean namesUtf8(String parameter) {
        var value = parameter.substring(PARAMETER.length()).strip();
        return value.startsWith("=") && unquoted(value.substring(1).strip()).equals(UTF_8);
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
