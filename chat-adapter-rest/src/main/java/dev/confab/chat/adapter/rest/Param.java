package dev.confab.chat.adapter.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The description of a field of a body, or of a parameter of an address.
 *
 * @param schema in JSON Schema 2020-12
 * @param isNullable may it be null where it may be left out? Parameters may not
 */
record Param(String name, Map<String, Object> schema, boolean isRequired, boolean isNullable) {

    private static final String TYPE = "type";
    private static final String FORMAT = "format";
    private static final String STRING = "string";
    private static final Map<String, Object> ID = Map.of(TYPE, STRING, FORMAT, "uuid");

    static Param text(String name) {
        return optional(name, Map.of(TYPE, STRING));
    }

    static Param text(String name, int maxLength) {
        return optional(name, Map.of(TYPE, STRING, "maxLength", maxLength));
    }

    static Param choice(String name, String... values) {
        return optional(name, Map.of(TYPE, STRING, "enum", List.of(values)));
    }

    static Param id(String name) {
        return optional(name, ID);
    }

    /** A file in a form; in JSON there can only be null. */
    static Param file(String name) {
        return optional(name, Map.of(TYPE, STRING, FORMAT, "binary"));
    }

    static Param ids(String name) {
        return optional(name, Map.of(TYPE, "array", "items", ID));
    }

    static Param time(String name) {
        return optional(name, Map.of(TYPE, STRING, FORMAT, "date-time"));
    }

    /** A whole number from {@code least} on. */
    static Param whole(String name, int least) {
        return optional(name, Map.of(TYPE, "integer", "minimum", least));
    }

    /** True or false; never null. */
    static Param flag(String name) {
        return new Param(name, Map.of(TYPE, "boolean"), false, false);
    }

    private static Param optional(String name, Map<String, Object> schema) {
        return new Param(name, schema, false, true);
    }

    /** Must be there, and not be null. */
    Param required() {
        return new Param(name, schema, true, false);
    }

    /** Null means something else than leaving it out. */
    Param orNull() {
        return new Param(name, schema, isRequired, true);
    }

    Param about(String description) {
        var more = new LinkedHashMap<>(schema);
        more.put("description", description);
        return new Param(name, more, isRequired, isNullable);
    }

    /** The schema of a field in a body. */
    Map<String, Object> inBody() {
        if (!isNullable) {
            return schema;
        }
        var more = new LinkedHashMap<>(schema);
        more.put(TYPE, List.of(schema.getOrDefault(TYPE, STRING), "null"));
        return more;
    }

    /** The schema of a body with these fields; it may have others, too. */
    static Map<String, Object> object(List<Param> fields) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var field : fields) {
            properties.put(field.name, field.inBody());
            if (field.isRequired) {
                required.add(field.name);
            }
        }
        return Map.of(TYPE, "object", "properties", properties, "required", required);
    }
}
