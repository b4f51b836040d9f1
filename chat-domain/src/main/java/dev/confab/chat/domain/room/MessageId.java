package dev.confab.chat.domain.room;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Identifiers;
import dev.confab.chat.domain.Refusal;
import java.util.UUID;

/** Identifies one message. */
public record MessageId(UUID value) {

    public MessageId {
        requireNonNull(value);
    }

    /** Reads an id that came from outside; what is no id names nothing that exists. */
    public static MessageId parse(String text) {
        return new MessageId(Identifiers.read(text).orElseThrow(() -> new Refusal.NotFound("message")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
