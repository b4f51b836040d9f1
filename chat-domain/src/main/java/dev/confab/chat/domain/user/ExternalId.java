package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Text;

/**
 * What a host application calls one of its users: any text of 1 to {@value #MAX_LENGTH} characters, taken to the letter.
 * One host speaks to one Confab, so this alone says who is meant.
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
