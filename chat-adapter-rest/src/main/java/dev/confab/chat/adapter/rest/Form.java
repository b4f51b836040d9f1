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

/**
 * What a request brings along: the fields of its JSON, or those of a form, and a file, which only a form of the type
 * multipart/form-data (RFC 7578) can have. A field of a list may be called {@code name[]} as well as {@code name}.
 */
final class Form {

    static final String MULTIPART = "multipart/form-data";
    static final String URL_ENCODED = "application/x-www-form-urlencoded";

    /** As many as the longest list and some more. Jetty has to be told, too. */
    static final int MAX_FIELDS = 1_100;

    private static final int IN_MEMORY = 64 << 10;
    private static final String FILE = "image";
    private static final String OF_LIST = "[]";

    private final Fields fields;

    @Nullable
    private final Upload file;

    private Form(Fields fields, @Nullable Upload file) {
        this.fields = fields;
        this.file = file;
    }

    /** A form without a file. */
    static Form of(Fields fields) {
        return new Form(fields, null);
    }

    /**
     * Reads a form. Its file lies on the disk until the request is answered.
     *
     * @param maxFileBytes 0 where no file is wanted
     * @param maxFieldBytes of all fields together and what stands around them
     */
    static Form multipart(HttpServletRequest request, int maxFileBytes, int maxFieldBytes) {
        long maxBytes = (long) maxFileBytes + maxFieldBytes;
        if (request.getContentLengthLong() > maxBytes) {
            throw tooLarge(maxFileBytes);
        }
        request.setAttribute(
                ServletContextRequest.MULTIPART_CONFIG_ELEMENT,
                new MultipartConfigElement("", Math.max(maxFileBytes, maxFieldBytes) + 1L, maxBytes, IN_MEMORY));
        try {
            return of(request.getParts(), maxFieldBytes);
        } catch (IOException | ServletException | RuntimeException broken) {
            throw refusal(broken, maxFileBytes);
        }
    }

    /** Reads the fields of a form without files. */
    static Fields urlEncoded(byte[] body) {
        var values = new LinkedHashMap<String, List<String>>();
        var pairs = utf8(null, body).split("&", -1);
        requireFew(pairs.length);
        for (var pair : pairs) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                var name = decoded(null, equals < 0 ? pair : pair.substring(0, equals));
                put(values, name, equals < 0 ? "" : decoded(name, pair.substring(equals + 1)));
            }
        }
        return Fields.ofForm(values);
    }

    private static String decoded(@Nullable String field, String text) {
        try {
            return Percent.decode(text.replace('+', ' '));
        } catch (Refusal.Invalid malformed) {
            throw new Refusal.Invalid(field, "Must be percent-encoded UTF-8.");
        }
    }

    private static void requireFew(int fields) {
        if (fields > MAX_FIELDS) {
            throw new Refusal.Invalid(null, "Too many fields.");
        }
    }

    /** Jetty says in words alone what it is that goes too far. */
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
        return new Refusal.Invalid(null, "Malformed form.");
    }

    private static RuntimeException tooLarge(int maxFileBytes) {
        return maxFileBytes == 0
                ? new HttpProblem(HttpErrors.problem(413))
                : new Refusal.TooLarge(FILE, "Must be at most " + (maxFileBytes >> 20) + " MB.");
    }

    private static Form of(Collection<Part> parts, int maxFieldBytes) throws IOException {
        requireFew(parts.size());
        var values = new LinkedHashMap<String, List<String>>();
        Upload file = null;
        for (var part : parts) {
            if (!part.getName().equals(FILE)) {
                put(values, part.getName(), text(part, maxFieldBytes));
            } else if (part.getSubmittedFileName() == null) {
                putNoFile(values, part);
            } else if (file != null) {
                throw new Refusal.Invalid(FILE, "Must be one file; upload more one by one.");
            } else if (part.getSize() > 0 || !part.getSubmittedFileName().isEmpty()) {
                file = new Upload(part.getSubmittedFileName(), () -> open(part));
            }
        }
        return new Form(Fields.ofForm(values), file);
    }

    /** A field in place of the file may only be empty, which stands for no file. */
    private static void putNoFile(Map<String, List<String>> values, Part part) {
        if (part.getSize() > 0) {
            throw new Refusal.Invalid(FILE, "Must be a file.");
        }
        put(values, FILE, "");
    }

    private static InputStream open(Part part) {
        try {
            return part.getInputStream();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void put(Map<String, List<String>> values, String name, String text) {
        var bare = name.endsWith(OF_LIST) ? name.substring(0, name.length() - OF_LIST.length()) : name;
        values.computeIfAbsent(bare, first -> new ArrayList<>()).add(text);
    }

    private static String text(Part part, int maxFieldBytes) throws IOException {
        if (part.getSize() > maxFieldBytes) {
            throw new Refusal.TooLarge(part.getName(), "Must be shorter.");
        }
        try (var content = part.getInputStream()) {
            return utf8(part.getName(), content.readAllBytes());
        }
    }

    private static String utf8(@Nullable String field, byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            throw new Refusal.Invalid(field, "Must be well-formed UTF-8.");
        }
    }

    Fields fields() {
        return fields;
    }

    @Nullable
    Upload file() {
        return file;
    }

    Upload requireFile() {
        if (file == null) {
            throw new Refusal.Invalid(FILE, "This field is required, with a file.");
        }
        return file;
    }
}
