package dev.confab.chat.domain.room;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** The id of a room. */
public record RoomId(UUID value) {

    public RoomId {
        requireNonNull(value);
    }

    /**
     * Parses an id from outside.
     *
     * @throws Refusal.NotFound if the text is not an id, because it then identifies nothing
     */
    public static RoomId parse(String text) {
        return new RoomId(Uuids.parse(text).orElseThrow(() -> new Refusal.NotFound("room")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
