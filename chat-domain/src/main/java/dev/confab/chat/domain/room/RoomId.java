package dev.confab.chat.domain.room;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** Identifies one room. */
public record RoomId(UUID value) {

    public RoomId {
        requireNonNull(value);
    }

    /** Reads an id that came from outside; what is no id names nothing that exists. */
    public static RoomId parse(String text) {
        return new RoomId(Uuids.read(text).orElseThrow(() -> new Refusal.NotFound("room")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
