package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.application.image.Upload;
import dev.confab.chat.domain.Refusal;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** Parses the two types of forms. A field of a list may be called {@code name[]} as well as {@code name}. */
final class FormParser {

    /** RFC 7578; the only type of body that can have a file. */
    static final String MULTIPART = "multipart/form-data";

    static final String URL_ENCODED = "application/x-www-form-urlencoded";

    /** The longest list has 1,000 items; a form may have other fields besides. Jetty has a limit of its own to be set. */
    static final int MAX_FIELDS = 1_100;

    private static final int IN_MEMORY_BYTES = 64 << 10;
    private static final String LIST_SUFFIX = "[]";

    private FormParser() {}

    /**
     * Parses a multipart form. Its file is kept on disk until the request has been answered.
     *
     * @param maxFileBytes 0 if the route takes no file
     * @param maxFieldBytes of all other fields together, with their headers
     */
    static RequestBody parseMultipart(HttpServletRequest request, int maxFileBytes, int maxFieldBytes) {
        long maxBytes = (long) maxFileBytes + maxFieldBytes;
        if (request.getContentLengthLong() > maxBytes) {
            throw tooLarge(maxFileBytes);
        }
        request.setAttribute(
                ServletContextRequest.MULTIPART_CONFIG_ELEMENT,
                new MultipartConfigElement("", Math.max(maxFileBytes, maxFieldBytes) + 1L, maxBytes, IN_MEMORY_BYTES));
        try {
            return parse(request.getParts(), maxFieldBytes);
        } catch (IOException | ServletException | RuntimeException broken) {
            throw refusal(broken, maxFileBytes);
        }
    }

    /** Parses a URL-encoded form. */
    static RequestBody parseUrlEncoded(byte[] body) {
        var values = new LinkedHashMap<String, List<String>>();
        var pairs = decodeUtf8(null, body).split("&", -1);
        requireFewFields(pairs.length);
        for (var pair : pairs) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                var name = decodePercent(null, equals < 0 ? pair : pair.substring(0, equals));
                put(values, name, equals < 0 ? "" : decodePercent(name, pair.substring(equals + 1)));
            }
        }
        return new RequestBody(Fields.ofForm(values), null);
    }

    private static String decodePercent(@Nullable String field, String text) {
        try {
            return Percent.decode(text.replace('+', ' '));
        } catch (Refusal.Invalid malformed) {
            throw new Refusal.Invalid(field, "Must be percent-encoded UTF-8.");
        }
    }

    private static void requireFewFields(int count) {
        if (count > MAX_FIELDS) {
            throw new Refusal.Invalid(null, "Must have at most " + MAX_FIELDS + " fields.");
        }
    }

    /** Jetty has no exception types for its limits, so its messages decide. */
    private static RuntimeException refusal(Exception broken, int maxFileBytes) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof TimeoutException) {
                return new HttpProblem(HttpErrors.problem(408));
            }
            if (String.valueOf(cause.getMessage()).contains("exceeded")) {
                return tooLarge(maxFileBytes);
            }
        }
        return new Refusal.Invalid(null, "The form is malformed.");
    }

    private static RuntimeException tooLarge(int maxFileBytes) {
        return maxFileBytes == 0
                ? new HttpProblem(HttpErrors.problem(413))
                : new Refusal.TooLarge(RequestBody.FILE, "Must be at most " + (maxFileBytes >> 20) + " MB.");
    }

    private static RequestBody parse(Collection<Part> parts, int maxFieldBytes) throws IOException {
        requireFewFields(parts.size());
        var values = new LinkedHashMap<String, List<String>>();
        Upload file = null;
        for (var part : parts) {
            if (!part.getName().equals(RequestBody.FILE)) {
                put(values, part.getName(), readText(part, maxFieldBytes));
            } else if (part.getSubmittedFileName() == null) {
                putEmptyFile(values, part);
            } else if (file != null) {
                throw new Refusal.Invalid(RequestBody.FILE, "Must be one file; upload further files separately.");
            } else if (part.getSize() > 0 || !part.getSubmittedFileName().isEmpty()) {
                file = new Upload(part.getSubmittedFileName(), () -> open(part));
            }
        }
        return new RequestBody(Fields.ofForm(values), file);
    }

    /** A field in place of the file may only be empty, which means no file. */
    private static void putEmptyFile(Map<String, List<String>> values, Part part) {
        if (part.getSize() > 0) {
            throw new Refusal.Invalid(RequestBody.FILE, "Must be a file.");
        }
        put(values, RequestBody.FILE, "");
    }

    private static InputStream open(Part part) {
        try {
            return part.getInputStream();
        } catch (IOException deleted) {
            throw new UncheckedIOException(deleted);
        }
    }

    private static void put(Map<String, List<String>> values, String name, String text) {
        var field = name.endsWith(LIST_SUFFIX) ? name.substring(0, name.length() - LIST_SUFFIX.length()) : name;
        values.computeIfAbsent(field, first -> new ArrayList<>()).add(text);
    }

    private static String readText(Part part, int maxFieldBytes) throws IOException {
        if (part.getSize() > maxFieldBytes) {
            throw new Refusal.TooLarge(part.getName(), "Must be at most " + maxFieldBytes + " bytes.");
        }
        try (var content = part.getInputStream()) {
            return decodeUtf8(part.getName(), content.readAllBytes());
        }
    }

    private static String decodeUtf8(@Nullable String field, byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            throw new Refusal.Invalid(field, "Must be well-formed UTF-8.");
        }
    }
}
