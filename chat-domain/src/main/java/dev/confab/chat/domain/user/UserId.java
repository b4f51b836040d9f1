package dev.confab.chat.domain.user;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** The id of a user. */
public record UserId(UUID value) {

    public UserId {
        requireNonNull(value);
    }

    /**
     * Parses an id from outside.
     *
     * @throws Refusal.NotFound if the text is not an id, because it then identifies nothing
     */
    public static UserId parse(String text) {
        return new UserId(Uuids.parse(text).orElseThrow(() -> new Refusal.NotFound("user")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
