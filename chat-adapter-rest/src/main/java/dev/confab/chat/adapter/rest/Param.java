package dev.confab.chat.adapter.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The description of a field of a request body, or of a path, query or header parameter.
 *
 * @param schema in JSON Schema 2020-12
 * @param isNullable whether a field may be null; has no meaning for parameters
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

    /** Returns a file in a multipart form; JSON can only have null there. */
    static Param file(String name) {
        return optional(name, Map.of(TYPE, STRING, FORMAT, "binary"));
    }

    static Param ids(String name) {
        return optional(name, Map.of(TYPE, "array", "items", ID));
    }

    static Param time(String name) {
        return optional(name, Map.of(TYPE, STRING, FORMAT, "date-time"));
    }

    /** Returns a whole number of at least {@code min}. */
    static Param whole(String name, int min) {
        return optional(name, Map.of(TYPE, "integer", "minimum", min));
    }

    /** Returns a field that is true or false and never null. */
    static Param flag(String name) {
        return new Param(name, Map.of(TYPE, "boolean"), false, false);
    }

    private static Param optional(String name, Map<String, Object> schema) {
        return new Param(name, schema, false, true);
    }

    /** Returns a field that must be present and not null. */
    Param required() {
        return new Param(name, schema, true, false);
    }

    /** Returns a field that may be null. */
    Param orNull() {
        return new Param(name, schema, isRequired, true);
    }

    Param about(String description) {
        var more = new LinkedHashMap<>(schema);
        more.put("description", description);
        return new Param(name, more, isRequired, isNullable);
    }

    /** Returns the schema of a field in a body. */
    Map<String, Object> inBody() {
        if (!isNullable) {
            return schema;
        }
        var more = new LinkedHashMap<>(schema);
        more.put(TYPE, List.of(schema.getOrDefault(TYPE, STRING), "null"));
        return more;
    }

    /** Returns the schema of a body with these fields; unknown fields are permitted. */
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
