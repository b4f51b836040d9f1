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
 * The only writer and parser of JSON. It writes names in snake_case, nulls, ids as text, and times in UTC with three digits
 * of milliseconds. It parses one object as RFC 8259 defines it, without duplicate names or trailing text, nested at most
 * {@value #MAX_DEPTH} levels. Callable from every thread.
 *
 * <p>The URL of a file depends on its reader and the time, so {@link FileUrls#fill} must insert it before the JSON is sent.
 */
public final class Json {

    /** The maximum nesting of arrays and objects in requests. */
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

    /** Returns the JSON of a record, map or list. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    /** Returns the JSON of a record, map or list in UTF-8. */
    public static byte[] writeBytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    /**
     * Parses one object.
     *
     * @throws Refusal.Invalid if the text is not one object in well-formed UTF-8
     */
    public static Fields read(byte[] utf8) {
        return read(decode(utf8));
    }

    /**
     * Parses one object.
     *
     * @throws Refusal.Invalid if the text is not one object
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
            throw new Refusal.Invalid(null, "Malformed JSON" + describe(malformed.getLocation()) + ".");
        }
    }

    /** Names the position of an error, but not the text there, which may be a password. */
    private static String describe(JsonLocation location) {
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
