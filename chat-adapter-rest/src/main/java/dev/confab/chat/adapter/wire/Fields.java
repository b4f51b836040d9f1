package dev.confab.chat.adapter.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object or form in a request or frame. Every accessor throws {@link Refusal.Invalid} with the name
 * of the field if its value has another type. JSON values are not converted: {@code "5"} and {@code 1.0} are no whole
 * numbers, and {@code 1} is no flag. Unknown fields are ignored. Texts must be well-formed and free of NUL, and are returned
 * unchanged.
 *
 * <p>The values of a form are texts, which accessors convert. A flag is true, false, 1, 0, on or off. A list is a repeated
 * field, and a single empty text is the empty list. An empty text is null if null is permitted. The first value of another
 * repeated field counts.
 */
public final class Fields {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

    /** If these are the fields of a form, each value is an array of texts. */
    private final ObjectNode object;

    private final boolean isForm;

    Fields(ObjectNode object) {
        this(object, false);
    }

    private Fields(ObjectNode object, boolean isForm) {
        this.object = object;
        this.isForm = isForm;
    }

    /** Returns the fields of a form; each name has at least one value. */
    public static Fields ofForm(Map<String, List<String>> values) {
        var object = JsonNodeFactory.instance.objectNode();
        values.forEach((name, texts) -> texts.forEach(object.withArrayProperty(name)::add));
        return new Fields(object, true);
    }

    /** Whether the field is present, even if it is null. */
    public boolean has(String field) {
        return object.has(field);
    }

    /** Whether the field is present and null. */
    public boolean isNull(String field) {
        return object.has(field) && value(field) == null;
    }

    public String requireText(String field) {
        return text(field, require(field));
    }

    /** Returns the text; null if the field is absent or null. */
    public @Nullable String text(String field) {
        var value = value(field);
        return value == null ? null : text(field, value);
    }

    /** Returns the text like {@link #text}, but an empty text of a form stays an empty text. */
    public @Nullable String textOrEmpty(String field) {
        var value = first(field);
        return value == null || value.isNull() ? null : text(field, value);
    }

    /** Returns the flag; {@code defaultValue} if the field is absent. */
    public boolean flag(String field, boolean defaultValue) {
        return flag(field).orElse(defaultValue);
    }

    /** Returns the flag; empty if the field is absent. */
    public Optional<Boolean> flag(String field) {
        return Optional.ofNullable(first(field)).map(value -> flag(field, value));
    }

    public boolean requireFlag(String field) {
        return flag(field, require(field));
    }

    /** Returns a whole number that fits a {@code long}. */
    public long requireWhole(String field) {
        return whole(field, require(field));
    }

    /** Returns a whole number that fits a {@code long}; null if the field is absent or null. */
    public @Nullable Long whole(String field) {
        var value = value(field);
        return value == null ? null : Long.valueOf(whole(field, value));
    }

    /** Returns a time of the years 1 to 9999 in whole milliseconds; null if the field is absent or null. */
    public @Nullable Instant instant(String field) {
        var text = text(field);
        return text == null ? null : Times.parse(field, text);
    }

    /** Returns a list of texts; empty if the field is absent or null. */
    public List<String> texts(String field) {
        var texts = new ArrayList<String>();
        for (var item : items(field)) {
            texts.add(text(field, item));
        }
        return List.copyOf(texts);
    }

    /**
     * Returns an id.
     *
     * @param parse the parse method of the id's type, such as {@code RoomId::parse}
     */
    public <T> T requireId(String field, Function<String, T> parse) {
        return id(field, requireText(field), parse);
    }

    /** Returns an id; null if the field is absent or null. */
    public <T> @Nullable T id(String field, Function<String, T> parse) {
        var text = text(field);
        return text == null ? null : id(field, text, parse);
    }

    /** Returns the distinct ids of a list, in its order. */
    public <T> Set<T> requireIds(String field, Function<String, T> parse) {
        require(field);
        return ids(field, parse);
    }

    /** Returns the distinct ids of a list, in its order; empty if the field is absent or null. */
    public <T> Set<T> ids(String field, Function<String, T> parse) {
        var ids = new LinkedHashSet<T>();
        for (var text : texts(field)) {
            ids.add(id(field, text, parse));
        }
        return ids;
    }

    /** Returns the distinct ids of a list, in its order, without its items that are no ids. */
    public <T> Set<T> requireValidIds(String field, Function<String, T> parse) {
        require(field);
        var ids = new LinkedHashSet<T>();
        for (var item : items(field)) {
            if (item.isTextual()) {
                parsed(item.textValue(), parse).ifPresent(ids::add);
            }
        }
        return ids;
    }

    /**
     * Returns the numbers of an object whose names are ids.
     *
     * @param maxSize the maximum number of fields of the object
     * @param defaultValue replaces values that are no whole numbers
     */
    public <T> Map<T, Long> requireNumbers(String field, int maxSize, Function<String, T> parse, long defaultValue) {
        var value = require(field);
        if (!value.isObject() || value.size() > maxSize) {
            throw new Refusal.Invalid(field, "Must be an object of at most " + maxSize + " fields.");
        }
        var numbers = new LinkedHashMap<T, Long>();
        value.properties().forEach(entry -> {
            boolean isWhole =
                    entry.getValue().isIntegralNumber() && entry.getValue().canConvertToLong();
            numbers.put(
                    id(field, entry.getKey(), parse), isWhole ? entry.getValue().longValue() : defaultValue);
        });
        return numbers;
    }

    /** Returns the value; null if the field is absent or null. */
    private @Nullable JsonNode value(String field) {
        var value = first(field);
        boolean isNull =
                value == null || value.isNull() || (isForm && value.textValue().isEmpty());
        return isNull ? null : value;
    }

    /** Returns the value, of a form the first one of that name; null if the field is absent. */
    private @Nullable JsonNode first(String field) {
        var value = object.get(field);
        return isForm && value != null ? value.get(0) : value;
    }

    private JsonNode require(String field) {
        var value = first(field);
        if (value == null || value.isNull()) {
            throw new Refusal.Invalid(field, "This field is required.");
        }
        return value;
    }

    private Iterable<JsonNode> items(String field) {
        var value = object.get(field);
        if (value == null || value.isNull() || (isForm && value.size() == 1 && value(field) == null)) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new Refusal.Invalid(field, "Must be a list.");
        }
        return value;
    }

    private static String text(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw new Refusal.Invalid(field, "Must be text.");
        }
        return Text.check(field, value.textValue(), Integer.MAX_VALUE);
    }

    private boolean flag(String field, JsonNode value) {
        if (isForm) {
            return flag(field, value.textValue());
        }
        if (!value.isBoolean()) {
            throw new Refusal.Invalid(field, "Must be true or false.");
        }
        return value.booleanValue();
    }

    private static boolean flag(String field, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "on" -> true;
            case "false", "0", "off" -> false;
            default -> throw new Refusal.Invalid(field, "Must be true or false.");
        };
    }

    private long whole(String field, JsonNode value) {
        if (isForm && WHOLE.matcher(value.textValue()).matches()) {
            return Long.parseLong(value.textValue());
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Refusal.Invalid(field, "Must be a whole number.");
        }
        return value.longValue();
    }

    private static <T> T id(String field, String text, Function<String, T> parse) {
        return parsed(text, parse).orElseThrow(() -> new Refusal.Invalid(field, "Must be an id."));
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (Refusal.NotFound notAnId) {
            return Optional.empty();
        }
    }
}
