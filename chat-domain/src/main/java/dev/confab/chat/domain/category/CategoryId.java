package dev.confab.chat.domain.category;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** The id of a category. */
public record CategoryId(UUID value) {

    public CategoryId {
        requireNonNull(value);
    }

    /**
     * Parses an id from outside.
     *
     * @throws Refusal.NotFound if the text is not an id, because it then identifies nothing
     */
    public static CategoryId parse(String text) {
        return new CategoryId(Uuids.parse(text).orElseThrow(() -> new Refusal.NotFound("category")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
