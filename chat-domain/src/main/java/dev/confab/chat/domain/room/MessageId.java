package dev.confab.chat.domain.room;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** The id of a message. */
public record MessageId(UUID value) {

    public MessageId {
        requireNonNull(value);
    }

    /**
     * Parses an id from outside.
     *
     * @throws Refusal.NotFound if the text is not an id, because it then identifies nothing
     */
    public static MessageId parse(String text) {
        return new MessageId(Uuids.parse(text).orElseThrow(() -> new Refusal.NotFound("message")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
