package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Text;

/**
 * The name a client gives to a message before it sends it, so that sending again is no second message. Chosen by the
 * client, 1 to {@value #MAX_LENGTH} characters, unique per room and author for ever.
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
