package dev.confab.chat.adapter.rest;

import dev.confab.chat.application.image.Upload;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the value of a field is read from a request body, and its schema.
 *
 * @param java the type of the value
 * @param optional returns null if the field is absent or null
 * @param required refuses a field that is absent or null
 */
record FieldType(Class<?> java, Function<String, Param> schema, Reader optional, Reader required) {

    private static final Map<Class<?>, Function<String, ?>> IDS = Map.of(
            ImageId.class, ImageId::parse,
            MessageId.class, MessageId::parse,
            RoomId.class, RoomId::parse,
            UserId.class, UserId::parse);

    /** Reads one field. */
    @FunctionalInterface
    interface Reader {
        @Nullable
        Object read(RequestBody body, String name);
    }

    /** A type whose values are never empty, so that a required one only differs by the check for null. */
    private FieldType(Class<?> java, Function<String, Param> schema, Reader reader) {
        this(java, schema, reader, (body, name) -> {
            var value = reader.read(body, name);
            if (value == null) {
                throw new Refusal.Invalid(name, "This field is required.");
            }
            return value;
        });
    }

    /** @throws IllegalArgumentException if no field can have the type */
    static FieldType of(Type type, @Nullable FieldSpec spec) {
        if (type instanceof ParameterizedType list && list.getRawType() == Set.class) {
            return ids((Class<?>) list.getActualTypeArguments()[0], spec != null && spec.skipsInvalid());
        }
        if (type == String.class) {
            return text(spec == null ? 0 : spec.maxLength(), spec != null && spec.keepsEmpty());
        }
        if (type == Long.class) {
            int min = spec == null ? 0 : spec.min();
            return new FieldType(
                    Long.class,
                    name -> Param.whole(name, min),
                    (body, name) -> body.fields().whole(name));
        }
        return single((Class<?>) type);
    }

    private static FieldType single(Class<?> type) {
        if (type == boolean.class) {
            return new FieldType(
                    type, Param::flag, (body, name) -> body.fields().flag(name, false));
        }
        if (type == Boolean.class) {
            return new FieldType(
                    type, Param::flag, (body, name) -> body.fields().flag(name).orElse(null));
        }
        if (type == Instant.class) {
            return new FieldType(
                    type, Param::time, (body, name) -> body.fields().instant(name));
        }
        if (type == Upload.class) {
            return new FieldType(type, Param::file, FieldType::file, (body, name) -> body.requireFile());
        }
        return type.isEnum() ? choice(type) : id(type);
    }

    private static FieldType text(int maxLength, boolean keepsEmpty) {
        return new FieldType(
                String.class,
                name -> maxLength == 0 ? Param.text(name) : Param.text(name, maxLength),
                (body, name) -> keepsEmpty
                        ? body.fields().textOrEmpty(name)
                        : body.fields().text(name),
                (body, name) -> body.fields().requireText(name));
    }

    private static FieldType id(Class<?> type) {
        var parse = parser(type);
        return new FieldType(type, Param::id, (body, name) -> body.fields().id(name, parse));
    }

    private static FieldType ids(Class<?> item, boolean skipsInvalid) {
        var parse = parser(item);
        return new FieldType(
                Set.class,
                Param::ids,
                (body, name) -> {
                    var ids = body.fields().ids(name, parse);
                    return !body.fields().has(name) || body.fields().isNull(name) ? null : ids;
                },
                (body, name) -> skipsInvalid
                        ? body.fields().requireValidIds(name, parse)
                        : body.fields().requireIds(name, parse));
    }

    private static Function<String, ?> parser(Class<?> type) {
        var parse = IDS.get(type);
        if (parse == null) {
            throw new IllegalArgumentException("A field of a request body cannot be a " + type.getName() + ".");
        }
        return parse;
    }

    private static FieldType choice(Class<?> type) {
        var constants = new TreeMap<String, Object>();
        for (var constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT), constant);
        }
        return new FieldType(
                type,
                name -> Param.choice(name, constants.keySet().toArray(String[]::new)),
                (body, name) -> constant(constants, name, body.fields().text(name)));
    }

    private static @Nullable Object constant(Map<String, Object> constants, String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        var constant = constants.get(text);
        if (constant == null) {
            throw new Refusal.Invalid(name, "Must be one of " + String.join(", ", constants.keySet()) + ".");
        }
        return constant;
    }

    /** A field in place of the file may only be null or empty. */
    private static @Nullable Upload file(RequestBody body, String name) {
        var text = body.file() == null ? body.fields().text(name) : null;
        if (text != null && !text.isEmpty()) {
            throw new Refusal.Invalid(name, "Must be a file in a form, or null for none.");
        }
        return body.file();
    }
}
