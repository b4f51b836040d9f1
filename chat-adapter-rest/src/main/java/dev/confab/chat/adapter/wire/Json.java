package dev.confab.chat.adapter.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.confab.chat.domain.Refusal;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The one way in and out of JSON. Out: snake_case names, nulls written, ids as text, times in UTC with exactly three
 * digits of milliseconds. In: one object, strictly as RFC 8259 has it, without doubled names or anything after it,
 * nested {@value #MAX_DEPTH} deep at most. Callable from every thread.
 *
 * <p>The URL of a file depends on who reads it and when: {@link FileUrls#fill} has to put it in before the JSON is sent.
 */
public final class Json {

    /** How deep arrays and objects may be nested in what comes from outside. */
    public static final int MAX_DEPTH = 32;

    private static final int MAX_DIGITS = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new WireValues())
            .build();

    private Json() {}

    /** The JSON of one of our own records, maps or lists. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new UncheckedIOException(ours);
        }
    }

    /** As {@link #write}, in UTF-8. */
    public static byte[] writeBytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException ours) {
            throw new UncheckedIOException(ours);
        }
    }

    /**
     * Reads one object.
     *
     * @throws Refusal.Invalid if this is anything else, or no UTF-8
     */
    public static Fields read(byte[] utf8) {
        return read(decode(utf8));
    }

    /**
     * Reads one object.
     *
     * @throws Refusal.Invalid if this is anything else
     */
    public static Fields read(String text) {
        if (parse(text) instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw new Refusal.Invalid(null, "Must be one JSON object.");
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new Refusal.Invalid(null, "Malformed JSON" + place(malformed.getLocation()) + ".");
        }
    }

    /** Where it went wrong; never what stood there, which may be a password. */
    private static String place(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Refusal.Invalid(null, "Must be well-formed UTF-8.");
        }
    }
}
