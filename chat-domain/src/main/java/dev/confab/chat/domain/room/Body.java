package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Text;

/** The text of a message: 1 to {@value #MAX_LENGTH} code points, not only white space. It is kept unchanged. */
public record Body(String value) {

    public static final int MAX_LENGTH = 10_000;

    public Body {
        Text.checkPresent("body", value, MAX_LENGTH);
    }

    /** Hides the text from logs. */
    @Override
    public String toString() {
        return "Body[" + value.length() + "]";
    }
}
