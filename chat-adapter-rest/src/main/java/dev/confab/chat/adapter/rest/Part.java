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
record Part(String name, Map<String, Object> schema, boolean isRequired, boolean isNullable) {

    private static final String TYPE = "type";
    private static final String FORMAT = "format";
    private static final String STRING = "string";
    private static final Map<String, Object> ID = Map.of(TYPE, STRING, FORMAT, "uuid");

    static Part text(String name) {
        return optional(name, Map.of(TYPE, STRING));
    }

    static Part text(String name, int maxLength) {
        return optional(name, Map.of(TYPE, STRING, "maxLength", maxLength));
    }

    static Part choice(String name, String... values) {
        return optional(name, Map.of(TYPE, STRING, "enum", List.of(values)));
    }

    static Part id(String name) {
        return optional(name, ID);
    }

    /** A file in a form; in JSON there can only be null. */
    static Part file(String name) {
        return optional(name, Map.of(TYPE, STRING, FORMAT, "binary"));
    }

    static Part ids(String name) {
        return optional(name, Map.of(TYPE, "array", "items", ID));
    }

    static Part time(String name) {
        return optional(name, Map.of(TYPE, STRING, FORMAT, "date-time"));
    }

    /** A whole number from {@code least} on. */
    static Part whole(String name, int least) {
        return optional(name, Map.of(TYPE, "integer", "minimum", least));
    }

    /** True or false; never null. */
    static Part flag(String name) {
        return new Part(name, Map.of(TYPE, "boolean"), false, false);
    }

    private static Part optional(String name, Map<String, Object> schema) {
        return new Part(name, schema, false, true);
    }

    /** Must be there, and not be null. */
    Part required() {
        return new Part(name, schema, true, false);
    }

    /** Null means something else than leaving it out. */
    Part orNull() {
        return new Part(name, schema, isRequired, true);
    }

    Part about(String description) {
        var more = new LinkedHashMap<>(schema);
        more.put("description", description);
        return new Part(name, more, isRequired, isNullable);
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
    static Map<String, Object> object(List<Part> fields) {
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
