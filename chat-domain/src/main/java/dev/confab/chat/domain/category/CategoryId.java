package dev.confab.chat.domain.category;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** Identifies one category. */
public record CategoryId(UUID value) {

    public CategoryId {
        requireNonNull(value);
    }

    /** Reads an id that came from outside; what is no id names nothing that exists. */
    public static CategoryId parse(String text) {
        return new CategoryId(Uuids.read(text).orElseThrow(() -> new Refusal.NotFound("category")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
