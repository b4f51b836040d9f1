package dev.confab.chat.adapter.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ref} of a client frame: whatever scalar the client chose, of at most {@value #MAX_LENGTH} characters, to be
 * given back as it came.
 */
final class RequestRef {

    static final int MAX_LENGTH = 64;

    private static final JsonMapper NUMBERS_AS_THEY_ARE = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** How long a frame may be that is read for its ref alone. */
    private static final int SHORT = 1_024;

    private RequestRef() {}

    /**
     * Reads it; null if there is none.
     *
     * @param text of the frame, known to be a JSON object
     * @throws Refusal.Invalid if it is no scalar, or too long
     */
    static @Nullable Object read(Fields frame, String text) {
        if (!frame.has("ref") || frame.isNull("ref")) {
            return null;
        }
        var ref = node(text);
        if (!ref.isValueNode() || ref.asText().length() > MAX_LENGTH) {
            throw new Refusal.Invalid("ref", "Must be a text, number or flag of at most 64 characters.");
        }
        return ref.isTextual() ? Text.check("ref", ref.textValue(), MAX_LENGTH) : ref;
    }

    /** The ref of a frame that is not worked on; null if there is none, or to find it would be work. */
    static @Nullable Object readIfShort(String text) {
        try {
            return text.length() > SHORT ? null : read(Json.read(text), text);
        } catch (Refusal.Invalid malformed) {
            return null;
        }
    }

    private static JsonNode node(String text) {
        try {
            return NUMBERS_AS_THEY_ARE.readTree(text).path("ref");
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("was well-formed before", malformed);
        }
    }
}
