package dev.confab.chat.adapter.rest;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The description of what is answered when all goes well.
 *
 * @param mediaTypes one of them; none where there is no body
 */
record Reply(List<String> mediaTypes, Function<Schemas, Object> schema) {

    static final Reply NOTHING = new Reply(List.of(), schemas -> Map.of());
    static final Reply EMPTY_OBJECT = json(schemas -> Map.of("type", "object"));

    private static Reply json(Function<Schemas, Object> schema) {
        return new Reply(List.of("application/json"), schema);
    }

    static Reply of(Class<?> type) {
        return json(schemas -> schemas.of(type));
    }

    static Reply list(Class<?> item) {
        return json(schemas -> Map.of("type", "array", "items", schemas.of(item)));
    }

    static Reply page(Class<?> item) {
        return json(schemas -> schemas.of(PageJson.class, item));
    }

    static Reply either(Reply... replies) {
        return json(schemas -> Map.of(
                "anyOf",
                Stream.of(replies).map(reply -> reply.schema.apply(schemas)).toList()));
    }

    static Reply file(String... mediaTypes) {
        return new Reply(List.of(mediaTypes), schemas -> Map.of());
    }
}
