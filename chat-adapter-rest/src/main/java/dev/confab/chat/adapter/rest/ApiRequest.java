package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.BaseUrl;
import dev.confab.chat.adapter.wire.FileUrls;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.application.image.Images.ImageContent;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import org.jspecify.annotations.Nullable;

/** One request and its response. */
class ApiRequest {

    private final Context context;
    private final Terms terms;
    private final RateLimiter.RequestQuota quota;

    ApiRequest(Context context, Terms terms, RateLimiter.RequestQuota quota) {
        this.context = context;
        this.terms = terms;
        this.quota = quota;
    }

    /** Counts the request for the client's address. */
    final void count(RestAdapter.Limit limit) {
        quota.count(limit);
    }

    /** Counts the request for {@code party}. */
    final void count(RestAdapter.Limit limit, String party) {
        quota.count(limit, party);
    }

    /** Counts a login attempt for {@code name}. */
    final void countLogIn(String name) {
        quota.countLogIn(name);
    }

    /** Remembers that a login to {@code name} from this address succeeded. */
    final void recordLogIn(String name) {
        quota.recordLogIn(name);
    }

    /** Returns the decoded part of the path that the route calls {@code name}. */
    final String path(String name) {
        return context.pathParam(name);
    }

    /** Returns the path as the client wrote it, without the prefix of the server. */
    final String rawPath() {
        return context.req().getRequestURI();
    }

    final Query query() {
        return Query.of(context.queryString());
    }

    final @Nullable String header(String name) {
        return context.header(name);
    }

    /** Returns a factory of links to other pages of the requested list. */
    final PageLinks links() {
        return new PageLinks(address(rawPath()), query());
    }

    /** Returns the absolute URL of {@code path} on this server, as the client addresses it. */
    final String address(String path) {
        return baseUrl().resolve(path);
    }

    final BaseUrl baseUrl() {
        return BaseUrl.of(context);
    }

    /** Reads the body of a POST or PUT. */
    final <T extends Record> T body(Class<T> type) {
        return BodyType.of(type).read(content(BodyType.of(type).hasFile()));
    }

    /** Reads the body of a PATCH, which may lack fields that are otherwise required. */
    final <T extends Record> T patch(Class<T> type) {
        return BodyType.of(type).readPatch(content(BodyType.of(type).hasFile()));
    }

    /** Reads the body of a POST; an empty body is like one without fields. */
    final <T extends Record> T bodyIfAny(Class<T> type) {
        return reader().readIfAny().as(type);
    }

    /** Reads the body, which must be a multipart form. */
    final <T extends Record> T form(Class<T> type) {
        return reader().readMultipart().as(type);
    }

    /** Reads the body without binding it to a record. */
    final RequestBody content(boolean mayHaveFile) {
        return mayHaveFile ? reader().readWithFile() : reader().read();
    }

    private BodyReader reader() {
        return new BodyReader(context, terms.maxBodyBytes());
    }

    final void respond(Object json) {
        respond(200, json);
    }

    final void respond(int status, Object json) {
        context.header(Header.CACHE_CONTROL, "no-store")
                .status(status)
                .contentType(ContentType.APPLICATION_JSON)
                .result(new FileUrls(terms.files(), baseUrl()).fill(Json.writeBytes(json)));
    }

    final void respondBytes(String mediaType, byte[] bytes) {
        context.contentType(mediaType).result(bytes);
    }

    /** Responds with an image to a user who may see it. */
    final void respondImage(ImageContent content) {
        new ImageResponse(context, content, false).send();
    }

    /** Responds with an image to the bearer of a signed URL. */
    final void respondImageToBearer(ImageContent content) {
        new ImageResponse(context, content, true).send();
    }

    /** Redirects to {@code path} on this server. */
    final void redirect(String path) {
        context.header(Header.LOCATION, address(path));
        respondEmpty(302);
    }

    final void setHeader(String name, String value) {
        context.header(name, value);
    }

    final void respondEmpty(int status) {
        respondEmpty(context, status);
    }

    static void respondEmpty(Context context, int status) {
        context.status(status).res().setContentType(null);
    }
}
