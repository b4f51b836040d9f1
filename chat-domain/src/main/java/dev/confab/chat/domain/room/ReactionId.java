package dev.confab.chat.domain.room;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** The id of a reaction. */
public record ReactionId(UUID value) {

    public ReactionId {
        requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
