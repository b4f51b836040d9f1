package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.BaseUrl;
import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.FileUrls;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.adapter.wire.Problem;
import dev.confab.chat.application.image.Images.ImageContent;
import dev.confab.chat.domain.room.Image;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request and the answer to it. */
class ApiRequest {

    private final Context context;
    private final Terms terms;
    private final RateLimiter.Visit visit;

    ApiRequest(Context context, Terms terms, RateLimiter.Visit visit) {
        this.context = context;
        this.terms = terms;
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

    /** Counts a log-in to {@code name}; too many of them are refused. */
    final void countLogIn(String name) {
        visit.countLogIn(name);
    }

    /** Remembers where somebody has logged in to {@code name} from. */
    final void loggedIn(String name) {
        visit.loggedIn(name);
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
    final PageLinks links() {
        return new PageLinks(address(rawPath()), query());
    }

    /** The absolute address of {@code path} on this server, by the name that the client calls it. */
    final String address(String path) {
        return baseUrl().resolve(path);
    }

    /** Returns the address at which the client reaches this server. */
    final BaseUrl baseUrl() {
        return BaseUrl.of(context);
    }

    /** The fields of the body, which must be one JSON object or a form. */
    final Fields body() {
        return fields(false);
    }

    /** As {@link #body}, where no body is as good as one without fields. */
    final Fields bodyIfAny() {
        return fields(true);
    }

    private Fields fields(boolean mayBeEmpty) {
        if (isOf(Form.MULTIPART)) {
            boolean isEmpty = mayBeEmpty && context.req().getContentLengthLong() == 0;
            return isEmpty ? Fields.ofForm(Map.of()) : multipart(0).fields();
        }
        if (isOf(Form.URL_ENCODED)) {
            return Form.urlEncoded(encoded());
        }
        var json = json();
        return json.length == 0 && mayBeEmpty ? Json.read("{}") : Json.read(json);
    }

    private byte[] encoded() {
        requireIdentity();
        return bytes();
    }

    /** The fields and the file of the body, which must be a form that can hold files. */
    final Form form() {
        if (!isOf(Form.MULTIPART)) {
            throw new HttpProblem(
                    Problem.of(415, "unsupported_media_type", "The body must be " + Form.MULTIPART + "."));
        }
        return multipart(Image.MAX_BYTES);
    }

    private Form multipart(int maxFileBytes) {
        requireIdentity();
        try {
            return Form.multipart(context.req(), maxFileBytes, terms.maxBodyBytes());
        } catch (RuntimeException unreadable) {
            // Jetty gives up the connection of a form that it could not read, and does not say so.
            context.header(Header.CONNECTION, "close");
            throw unreadable;
        }
    }

    /** The fields of the body, as {@link #body}, and its file, if there is one. */
    final Form formOrBody() {
        return isOf(Form.MULTIPART) ? form() : Form.of(body());
    }

    private boolean isOf(String mediaType) {
        var type = context.contentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(mediaType);
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
        int maxBodyBytes = terms.maxBodyBytes();
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

    /** The charset has been checked for every request; see {@link RequestCharset}. */
    private static boolean isJson(String type) {
        return type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json");
    }

    private static HttpProblem problem(int status) {
        return new HttpProblem(HttpErrors.problem(status));
    }

    final void answer(Object json) {
        answer(200, json);
    }

    final void answer(int status, Object json) {
        context.header(Header.CACHE_CONTROL, "no-store")
                .status(status)
                .contentType(ContentType.APPLICATION_JSON)
                .result(new FileUrls(terms.files(), baseUrl()).fill(Json.writeBytes(json)));
    }

    /** Answers what is not JSON. */
    final void answerFile(String mediaType, byte[] bytes) {
        context.contentType(mediaType).result(bytes);
    }

    /** Answers with a file that never changes, to somebody who may see it. */
    final void answerContent(ImageContent content) {
        new ImageResponse(context, content, false).answer();
    }

    /** As {@link #answerContent}, to the bearer of a signed URL, whoever that is. */
    final void answerToBearer(ImageContent content) {
        new ImageResponse(context, content, true).answer();
    }

    /** Answers that what is asked for is at {@code path} on this server. */
    final void answerElsewhere(String path) {
        context.header(Header.LOCATION, address(path));
        answerNothing(302);
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
