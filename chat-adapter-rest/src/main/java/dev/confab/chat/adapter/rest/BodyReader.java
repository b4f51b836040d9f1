package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.adapter.wire.Problem;
import dev.confab.chat.domain.room.Image;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Reads the body of one request: JSON, a URL-encoded form or a multipart form. A body that is too long, too slow or of
 * another type is refused as {@link HttpProblem}.
 *
 * @param maxBytes the greatest length of a body without its file
 */
record BodyReader(Context context, int maxBytes) {

    private static final String JSON = "application/json";

    /** Reads a body that cannot have a file. */
    RequestBody read() {
        return isOfType(FormParser.MULTIPART) ? multipart(0) : readFields();
    }

    /** Reads a body; an empty one is like one without fields. */
    RequestBody readIfAny() {
        if (isOfType(FormParser.MULTIPART)) {
            return context.req().getContentLengthLong() == 0
                    ? new RequestBody(Fields.ofForm(Map.of()), null)
                    : multipart(0);
        }
        if (isOfType(FormParser.URL_ENCODED)) {
            return readFields();
        }
        var json = json();
        return new RequestBody(json.length == 0 ? Json.read("{}") : Json.read(json), null);
    }

    /** Reads a body that has a file if it is a multipart form with one. */
    RequestBody readWithFile() {
        return isOfType(FormParser.MULTIPART) ? multipart(Image.MAX_BYTES) : readFields();
    }

    /** Reads a body that must be a multipart form. */
    RequestBody readMultipart() {
        if (!isOfType(FormParser.MULTIPART)) {
            throw new HttpProblem(
                    Problem.of(415, "unsupported_media_type", "The body must be " + FormParser.MULTIPART + "."));
        }
        return multipart(Image.MAX_BYTES);
    }

    private RequestBody readFields() {
        if (isOfType(FormParser.URL_ENCODED)) {
            requireIdentityEncoding();
            return FormParser.parseUrlEncoded(bytes());
        }
        return new RequestBody(Json.read(json()), null);
    }

    private RequestBody multipart(int maxFileBytes) {
        requireIdentityEncoding();
        try {
            return FormParser.parseMultipart(context.req(), maxFileBytes, maxBytes);
        } catch (RuntimeException unreadable) {
            // Jetty closes the connection after a form that it could not read, without announcing it.
            context.header(Header.CONNECTION, "close");
            throw unreadable;
        }
    }

    private byte[] json() {
        requireIdentityEncoding();
        if (context.contentType() != null && !isOfType(JSON)) {
            throw problem(415);
        }
        var bytes = bytes();
        if (bytes.length > 0 && context.contentType() == null) {
            throw problem(415);
        }
        return bytes;
    }

    /** {@link RequestCharset} has already checked the charset. */
    private boolean isOfType(String mediaType) {
        var type = context.contentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(mediaType);
    }

    private void requireIdentityEncoding() {
        var encoding = context.header(Header.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            context.header(Header.ACCEPT_ENCODING, "identity");
            throw problem(415);
        }
    }

    private byte[] bytes() {
        if (context.req().getContentLengthLong() > maxBytes) {
            throw problem(413);
        }
        var bytes = readAtMost(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw problem(413);
        }
        return bytes;
    }

    private byte[] readAtMost(int length) {
        try {
            return context.req().getInputStream().readNBytes(length);
        } catch (IOException broken) {
            throw problem(broken.getCause() instanceof TimeoutException ? 408 : 400);
        }
    }

    private static HttpProblem problem(int status) {
        return new HttpProblem(HttpErrors.problem(status));
    }
}
