package dev.confab.chat.domain.room;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** Identifies one message. */
public record MessageId(UUID value) {

    public MessageId {
        requireNonNull(value);
    }

    /** Reads an id that came from outside; what is no id names nothing that exists. */
    public static MessageId parse(String text) {
        return new MessageId(Uuids.read(text).orElseThrow(() -> new Refusal.NotFound("message")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
