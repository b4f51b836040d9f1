package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Text;

/**
 * The host application's own id of a user: a text of 1 to {@value #MAX_LENGTH} characters, compared exactly. It identifies
 * the user alone, because a deployment has one host application.
 */
public record ExternalId(String value) {

    public static final int MAX_LENGTH = 255;

    public ExternalId {
        Text.checkPresent("id", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
