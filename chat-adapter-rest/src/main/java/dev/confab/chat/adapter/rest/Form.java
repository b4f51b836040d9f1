package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.application.image.Upload;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image;
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
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings along: the fields of its JSON, or those of a form and a file (multipart/form-data, RFC 7578).
 * A field of a form is text; where a flag or a list is wanted, it is taken for one. Of a field that comes twice the
 * first counts, but of a list all.
 */
final class Form {

    static final String TYPE = "multipart/form-data";

    /** The fields and the frame around the file. */
    private static final int MOST_FIELD_BYTES = 256 << 10;

    private static final int MOST_PARTS = 100;
    private static final int IN_MEMORY = 64 << 10;
    private static final String FILE = "image";

    private static final Set<String> FLAGS = Set.of("is_public", "members_can_invite", "members_can_pin");
    private static final Set<String> LISTS = Set.of("users");

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

    /** Reads a form. Its file lies on the disk until the request is answered. */
    static Form read(HttpServletRequest request) {
        if (request.getContentLengthLong() > Image.MAX_BYTES + MOST_FIELD_BYTES) {
            throw tooLarge();
        }
        request.setAttribute(
                ServletContextRequest.MULTIPART_CONFIG_ELEMENT,
                new MultipartConfigElement(
                        "", Image.MAX_BYTES + 1L, Image.MAX_BYTES + (long) MOST_FIELD_BYTES, IN_MEMORY));
        try {
            return of(request.getParts());
        } catch (IOException | ServletException | RuntimeException broken) {
            throw refusal(broken);
        }
    }

    /** Jetty says in words alone what it is that goes too far. */
    private static RuntimeException refusal(Exception broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof TimeoutException) {
                return new HttpProblem(Statuses.problem(408));
            }
            if (String.valueOf(cause.getMessage()).contains("exceeded")) {
                return tooLarge();
            }
        }
        return new Refusal.Invalid(null, "Malformed form.");
    }

    private static Refusal tooLarge() {
        return new Refusal.TooLarge(FILE, "Must be at most " + (Image.MAX_BYTES >> 20) + " MB.");
    }

    private static Form of(Collection<Part> parts) throws IOException {
        if (parts.size() > MOST_PARTS) {
            throw new Refusal.Invalid(null, "Too many fields.");
        }
        var values = new LinkedHashMap<String, Object>();
        Upload file = null;
        for (var part : parts) {
            if (!part.getName().equals(FILE)) {
                put(values, part.getName(), text(part));
            } else if (part.getSubmittedFileName() == null) {
                putNoFile(values, part);
            } else if (file != null) {
                throw new Refusal.Invalid(FILE, "Must be one file; upload more one by one.");
            } else if (part.getSize() > 0 || !part.getSubmittedFileName().isEmpty()) {
                file = new Upload(part.getSubmittedFileName(), () -> open(part));
            }
        }
        return new Form(Json.read(Json.write(values)), file);
    }

    /** A field in place of the file may only be empty, which stands for no file. */
    private static void putNoFile(Map<String, Object> values, Part part) {
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

    private static void put(Map<String, Object> values, String name, String text) {
        if (LISTS.contains(name)) {
            @SuppressWarnings("unchecked")
            var list = (List<String>) values.computeIfAbsent(name, first -> new ArrayList<String>());
            list.add(text);
        } else {
            boolean isFlag = FLAGS.contains(name) && (text.equals("true") || text.equals("false"));
            values.putIfAbsent(name, isFlag ? Boolean.valueOf(text) : text);
        }
    }

    private static String text(Part part) throws IOException {
        if (part.getSize() > MOST_FIELD_BYTES) {
            throw new Refusal.TooLarge(part.getName(), "Must be shorter.");
        }
        try (var content = part.getInputStream()) {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(content.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Refusal.Invalid(part.getName(), "Must be well-formed UTF-8.");
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
