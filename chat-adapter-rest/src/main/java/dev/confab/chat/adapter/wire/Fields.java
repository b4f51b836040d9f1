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
 * The fields of one JSON object or form from outside. Every reader throws {@link Refusal.Invalid} naming the field when
 * the value has another type. Of JSON nothing is converted: {@code "5"} is no number, {@code 1.0} no whole one, {@code 1}
 * no flag. Fields that nobody asks for are ignored. Text is well-formed and free of NUL, and otherwise as it came.
 *
 * <p>The values of a form are texts, and each reader converts: a flag is true, false, 1, 0, on or off; a list is a field
 * that is repeated, where a single empty text is the empty list; an empty text is null where null is allowed. Otherwise
 * the first value of a field counts.
 */
public final class Fields {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

    /** In a form, each value is an array of texts. */
    private final ObjectNode object;

    private final boolean isForm;

    Fields(ObjectNode object) {
        this(object, false);
    }

    private Fields(ObjectNode object, boolean isForm) {
        this.object = object;
        this.isForm = isForm;
    }

    /** The fields of a form: of each name all values, at least one, in their order. */
    public static Fields ofForm(Map<String, List<String>> values) {
        var object = JsonNodeFactory.instance.objectNode();
        values.forEach((name, texts) -> texts.forEach(object.withArrayProperty(name)::add));
        return new Fields(object, true);
    }

    /** Is the field there, be it null? */
    public boolean has(String field) {
        return object.has(field);
    }

    /** Is the field there, and null? */
    public boolean isNull(String field) {
        return object.has(field) && value(field) == null;
    }

    public String requireText(String field) {
        return text(field, require(field));
    }

    /** The text; null if the field is missing or null. */
    public @Nullable String text(String field) {
        var value = value(field);
        return value == null ? null : text(field, value);
    }

    /** As {@link #text}, for what may be empty but never null: an empty text of a form stays one. */
    public @Nullable String textOrEmpty(String field) {
        var value = first(field);
        return value == null || value.isNull() ? null : text(field, value);
    }

    /** The flag; {@code otherwise} if the field is missing. */
    public boolean flag(String field, boolean otherwise) {
        return flag(field).orElse(otherwise);
    }

    /** The flag; empty if the field is missing. */
    public Optional<Boolean> flag(String field) {
        return Optional.ofNullable(first(field)).map(value -> flag(field, value));
    }

    public boolean requireFlag(String field) {
        return flag(field, require(field));
    }

    /** A whole number that fits a {@code long}. */
    public long requireWhole(String field) {
        return whole(field, require(field));
    }

    /** As {@link #requireWhole}; null if the field is missing or null. */
    public @Nullable Long whole(String field) {
        var value = value(field);
        return value == null ? null : Long.valueOf(whole(field, value));
    }

    /** A time of the years 1 to 9999, in whole milliseconds; null if the field is missing or null. */
    public @Nullable Instant instant(String field) {
        var text = text(field);
        return text == null ? null : Times.parse(field, text);
    }

    /** A list of texts; empty if the field is missing or null. */
    public List<String> texts(String field) {
        var texts = new ArrayList<String>();
        for (var item : items(field)) {
            texts.add(text(field, item));
        }
        return List.copyOf(texts);
    }

    /**
     * An id.
     *
     * @param parse of the id's type, as in {@code RoomId::parse}
     */
    public <T> T requireId(String field, Function<String, T> parse) {
        return id(field, requireText(field), parse);
    }

    /** As {@link #requireId}; null if the field is missing or null. */
    public <T> @Nullable T id(String field, Function<String, T> parse) {
        var text = text(field);
        return text == null ? null : id(field, text, parse);
    }

    /** The different ids of a list, in its order. */
    public <T> Set<T> requireIds(String field, Function<String, T> parse) {
        require(field);
        return ids(field, parse);
    }

    /** As {@link #requireIds}; empty if the field is missing or null. */
    public <T> Set<T> ids(String field, Function<String, T> parse) {
        var ids = new LinkedHashSet<T>();
        for (var text : texts(field)) {
            ids.add(id(field, text, parse));
        }
        return ids;
    }

    /** The different ids of a list that must be there, in its order; whatever else is in the list is left out. */
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
     * An object that gives a number to each id.
     *
     * @param most how many there may be
     * @param otherwise for what is no whole number
     */
    public <T> Map<T, Long> requireNumbers(String field, int most, Function<String, T> parse, long otherwise) {
        var value = require(field);
        if (!value.isObject() || value.size() > most) {
            throw new Refusal.Invalid(field, "Must be an object of at most " + most + " fields.");
        }
        var numbers = new LinkedHashMap<T, Long>();
        value.properties().forEach(entry -> {
            boolean isWhole =
                    entry.getValue().isIntegralNumber() && entry.getValue().canConvertToLong();
            numbers.put(
                    id(field, entry.getKey(), parse), isWhole ? entry.getValue().longValue() : otherwise);
        });
        return numbers;
    }

    /** The value; null if the field is missing or null. */
    private @Nullable JsonNode value(String field) {
        var value = first(field);
        boolean isNothing =
                value == null || value.isNull() || (isForm && value.textValue().isEmpty());
        return isNothing ? null : value;
    }

    /** The value, be it null; of a form, the first one of that name. Null if the field is missing. */
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
        } catch (Refusal.NotFound noId) {
            return Optional.empty();
        }
    }
}
