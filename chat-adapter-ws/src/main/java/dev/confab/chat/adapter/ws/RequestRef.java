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

/** The {@code ref} of a client frame: a JSON scalar of at most {@value #MAX_LENGTH} characters, returned unchanged. */
final class RequestRef {

    static final int MAX_LENGTH = 64;

    private static final JsonMapper EXACT_NUMBERS = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Length up to which a refused frame is parsed for its ref alone. */
    private static final int MAX_REFUSED_LENGTH = 1_024;

    private RequestRef() {}

    /**
     * Returns the ref of a frame, or null if it has none.
     *
     * @param text the text of {@code frame}, which is a JSON object
     * @throws Refusal.Invalid if the ref is not a scalar or is too long
     */
    static @Nullable Object read(Fields frame, String text) {
        if (!frame.has("ref") || frame.isNull("ref")) {
            return null;
        }
        var ref = node(text);
        if (!ref.isValueNode() || ref.asText().length() > MAX_LENGTH) {
            throw new Refusal.Invalid("ref", "Must be a string, number or boolean of at most 64 characters.");
        }
        return ref.isTextual() ? Text.check("ref", ref.textValue(), MAX_LENGTH) : ref;
    }

    /** Returns the ref of a frame that is refused unread. Returns null if it has none or is too long to parse. */
    static @Nullable Object readIfShort(String text) {
        try {
            return text.length() > MAX_REFUSED_LENGTH ? null : read(Json.read(text), text);
        } catch (Refusal.Invalid malformed) {
            return null;
        }
    }

    private static JsonNode node(String text) {
        try {
            return EXACT_NUMBERS.readTree(text).path("ref");
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("Frame was parsed before", malformed);
        }
    }
}
