package dev.confab.chat.adapter.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of every error: {@code {"errors":[{"message","code","field"?}]}}. */
public record ErrorsJson(List<Item> errors) {

    /** One error; {@code field} is omitted if null. */
    public record Item(
            String message,
            String code,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String field) {}

    public static ErrorsJson of(Problem problem) {
        return new ErrorsJson(List.of(new Item(problem.message(), problem.code(), problem.field())));
    }
}
