package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Text;

/**
 * A client's own id of a message, which makes sending idempotent: 1 to {@value #MAX_LENGTH} characters, chosen by the
 * client and unique per author and room.
 */
public record ClientId(String value) {

    public static final int MAX_LENGTH = 64;

    public ClientId {
        Text.checkPresent("client_id", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
