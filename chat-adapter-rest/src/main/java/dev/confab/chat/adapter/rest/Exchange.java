package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.BaseUrl;
import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.adapter.wire.Problem;
import dev.confab.chat.application.image.Content;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request and the answer to it. */
class Exchange {

    private final Context context;
    private final int maxBodyBytes;
    private final Throttle.Visit visit;

    Exchange(Context context, int maxBodyBytes, Throttle.Visit visit) {
        this.context = context;
        this.maxBodyBytes = maxBodyBytes;
        this.visit = visit;
    }

    /** Counts for where the request comes from; too much of it is refused. */
    final void count(RestAdapter.Limit limit) {
        visit.count(limit);
    }

    /** Counts for {@code party}; too much of it is refused. */
    final void count(RestAdapter.Limit limit, String party) {
        visit.count(limit, party);
    }

    /** The part of the path that the route calls {@code name}, decoded. */
    final String path(String name) {
        return context.pathParam(name);
    }

    /** The path as the client has written it, without the prefix of the server. */
    final String rawPath() {
        return context.req().getRequestURI();
    }

    final Query query() {
        return Query.of(context.queryString());
    }

    final @Nullable String header(String name) {
        return context.header(name);
    }

    /** Makes links to other parts of the list that was asked for. */
    final Links links() {
        return new Links(address(rawPath()), query());
    }

    /** The absolute address of {@code path} on this server, by the name that the client calls it. */
    final String address(String path) {
        return baseUrl().resolve(path);
    }

    /** Returns the address at which the client reaches this server. */
    final BaseUrl baseUrl() {
        return BaseUrl.of(context);
    }

    /** The fields of the body, which must be one JSON object. */
    final Fields body() {
        return Json.read(json());
    }

    /** As {@link #body}, where no body is as good as an empty object. */
    final Fields bodyIfAny() {
        var json = json();
        return json.length == 0 ? Json.read("{}") : Json.read(json);
    }

    /** The fields and the file of the body, which must be a form. */
    final Form form() {
        requireIdentity();
        if (!isForm()) {
            throw new HttpProblem(Problem.of(415, "unsupported_media_type", "The body must be " + Form.TYPE + "."));
        }
        try {
            return Form.read(context.req());
        } catch (RuntimeException unreadable) {
            // Jetty gives up the connection of a form that it could not read, and does not say so.
            context.header(Header.CONNECTION, "close");
            throw unreadable;
        }
    }

    /** The fields of the body, which may be JSON or a form. */
    final Form formOrBody() {
        return isForm() ? form() : Form.of(body());
    }

    private boolean isForm() {
        var type = context.contentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(Form.TYPE);
    }

    private byte[] json() {
        requireIdentity();
        var type = context.contentType();
        if (type != null && !isJson(type)) {
            throw problem(415);
        }
        var bytes = bytes();
        if (bytes.length > 0 && type == null) {
            throw problem(415);
        }
        return bytes;
    }

    private void requireIdentity() {
        var encoding = context.header(Header.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            context.header(Header.ACCEPT_ENCODING, "identity");
            throw problem(415);
        }
    }

    private byte[] bytes() {
        if (context.req().getContentLengthLong() > maxBodyBytes) {
            throw problem(413);
        }
        var bytes = readUpTo(maxBodyBytes + 1);
        if (bytes.length > maxBodyBytes) {
            throw problem(413);
        }
        return bytes;
    }

    private byte[] readUpTo(int length) {
        try {
            return context.req().getInputStream().readNBytes(length);
        } catch (IOException broken) {
            throw problem(broken.getCause() instanceof TimeoutException ? 408 : 400);
        }
    }

    private static boolean isJson(String type) {
        var parts = type.toLowerCase(Locale.ROOT).replace("\"", "").split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return parts[0].strip().equals("application/json");
    }

    private static HttpProblem problem(int status) {
        return new HttpProblem(Statuses.problem(status));
    }

    final void answer(Object json) {
        answer(200, json);
    }

    final void answer(int status, Object json) {
        context.header(Header.CACHE_CONTROL, "no-store")
                .status(status)
                .contentType(ContentType.APPLICATION_JSON)
                .result(Json.writeBytes(json));
    }

    /** Answers what is not JSON. */
    final void answerFile(String mediaType, byte[] bytes) {
        context.contentType(mediaType).result(bytes);
    }

    /** Answers with a file that never changes. */
    final void answerContent(Content content) {
        new FileReply(context, content).answer();
    }

    final void answerHeader(String name, String value) {
        context.header(name, value);
    }

    final void answerNothing(int status) {
        answerNothing(context, status);
    }

    static void answerNothing(Context context, int status) {
        context.status(status).res().setContentType(null);
    }
}
