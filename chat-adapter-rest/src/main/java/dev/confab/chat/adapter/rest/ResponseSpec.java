package dev.confab.chat.adapter.rest;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The description of a successful response.
 *
 * @param mediaTypes the possible types of the body; none if there is no body
 */
record ResponseSpec(List<String> mediaTypes, Function<Schemas, Object> schema) {

    static final ResponseSpec NOTHING = new ResponseSpec(List.of(), schemas -> Map.of());
    static final ResponseSpec EMPTY_OBJECT = json(schemas -> Map.of("type", "object"));

    private static ResponseSpec json(Function<Schemas, Object> schema) {
        return new ResponseSpec(List.of("application/json"), schema);
    }

    static ResponseSpec of(Class<?> type) {
        return json(schemas -> schemas.of(type));
    }

    static ResponseSpec list(Class<?> item) {
        return json(schemas -> Map.of("type", "array", "items", schemas.of(item)));
    }

    static ResponseSpec page(Class<?> item) {
        return json(schemas -> schemas.of(PageJson.class, item));
    }

    static ResponseSpec either(ResponseSpec... specs) {
        return json(schemas -> Map.of(
                "anyOf",
                Stream.of(specs).map(spec -> spec.schema.apply(schemas)).toList()));
    }

    static ResponseSpec file(String... mediaTypes) {
        return new ResponseSpec(List.of(mediaTypes), schemas -> Map.of());
    }
}
