package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Text;

/** What a message says: 1 to {@value #MAX_LENGTH} code points, not only white space, kept to the letter. */
public record Body(String value) {

    public static final int MAX_LENGTH = 10_000;

    public Body {
        Text.checkPresent("body", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return "Body[" + value.length() + "]";
    }
}
