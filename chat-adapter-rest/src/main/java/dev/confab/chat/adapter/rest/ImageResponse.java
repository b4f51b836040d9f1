package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.adapter.wire.FileSigner;
import dev.confab.chat.adapter.wire.ImageJson;
import dev.confab.chat.application.image.Images.ImageContent;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A response with an immutable file: all of it, one range, or 304 if the client has it (RFC 9110, sections 13 and 14). The
 * headers make browsers treat it as an image, whatever was uploaded.
 */
final class ImageResponse {

    private static final Logger LOG = LoggerFactory.getLogger(RestAdapter.class);
    private static final int CHUNK = 64 << 10;
    private static final Duration UNSIGNED_MAX_AGE = Duration.ofDays(365);

    private final Context context;
    private final ImageContent content;
    private final boolean isSigned;

    /** @param isSigned whether the URL is signed; pages of all sites may show such an image until the signature expires */
    ImageResponse(Context context, ImageContent content, boolean isSigned) {
        this.context = context;
        this.content = content;
        this.isSigned = isSigned;
    }

    void send() {
        try (var bytes = content.bytes()) {
            long size = bytes.size();
            setHeaders();
            if (isKnown(context.header(Header.IF_NONE_MATCH))) {
                ApiRequest.respondEmpty(context, 304);
                return;
            }
            var range = matchesIfRange() ? ByteRange.read(context.header(Header.RANGE), size) : null;
            if (range == null) {
                write(200, new ByteRange(0, size));
            } else if (range.isEmpty()) {
                refuse(size);
            } else {
                context.header(Header.CONTENT_RANGE, range.toContentRange(size));
                write(206, range);
            }
        } catch (IOException disconnected) {
            LOG.debug("Client disconnected during a download", disconnected);
        }
    }

    private void setHeaders() {
        context.contentType(ImageJson.contentType(content.format()))
                .header(Header.CONTENT_DISPOSITION, disposition())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", isSigned ? "cross-origin" : "same-site")
                .header(Header.CACHE_CONTROL, "private, max-age=" + maxAge() + ", immutable")
                .header(Header.ACCEPT_RANGES, "bytes")
                .header(Header.ETAG, tag());
        context.res().setCharacterEncoding(null); // Javalin sets one for every type
        context.res().addHeader(Header.VARY, Header.AUTHORIZATION);
    }

    private long maxAge() {
        return (isSigned ? FileSigner.MAX_LIFETIME : UNSIGNED_MAX_AGE).toSeconds();
    }

    private String tag() {
        return '"'
                + content.image().id().toString()
                + '.'
                + content.rendition().name().toLowerCase(Locale.ROOT)
                + '"';
    }

    /** Adds the extension of the actual format if the name has another one. */
    private String disposition() {
        var name = content.image().name();
        var extension = "." + content.format().name().toLowerCase(Locale.ROOT);
        boolean fits = name.toLowerCase(Locale.ROOT).endsWith(extension)
                || (extension.equals(".jpeg") && name.toLowerCase(Locale.ROOT).endsWith(".jpg"));
        return "inline; filename*=UTF-8''" + encode(fits ? name : name + extension);
    }

    /** Percent-encodes as RFC 8187 requires. */
    private static String encode(String name) {
        var encoded = new StringBuilder();
        for (byte each : name.getBytes(UTF_8)) {
            boolean isPlain = each > 0 && (Character.isLetterOrDigit(each) || "-._~".indexOf(each) >= 0);
            encoded.append(isPlain ? String.valueOf((char) each) : String.format("%%%02X", each));
        }
        return encoded.toString();
    }

    private boolean isKnown(@Nullable String tags) {
        return tags != null
                && Arrays.stream(tags.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(tag()));
    }

    private boolean matchesIfRange() {
        var condition = context.header(Header.IF_RANGE);
        return condition == null || condition.equals(tag());
    }

    private void refuse(long size) {
        context.header(Header.CONTENT_RANGE, "bytes */" + size)
                .header(Header.CACHE_CONTROL, "no-store")
                .removeHeader(Header.ETAG)
                .removeHeader(Header.CONTENT_DISPOSITION);
        throw new HttpProblem(HttpErrors.problem(416));
    }

    private void write(int status, ByteRange range) throws IOException {
        var response = context.status(status).res();
        response.setContentLengthLong(range.length());
        if (context.method().equals(HandlerType.HEAD)) {
            response.flushBuffer();
            return;
        }
        var in = Channels.newInputStream(content.bytes().position(range.start()));
        var out = response.getOutputStream();
        var chunk = new byte[CHUNK];
        for (long left = range.length(); left > 0; ) {
            int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
            out.write(chunk, 0, read);
            left -= read;
        }
    }
}
