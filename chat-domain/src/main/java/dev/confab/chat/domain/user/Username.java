package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;

/**
 * The name a person signs in with and is mentioned by: 1 to {@value #MAX_LENGTH} visible characters of any script,
 * without white space. Two names that differ only in case are the same name, so that nobody can pass for another.
 */
public record Username(String value) {

    public static final int MAX_LENGTH = 150;

    public Username {
        Text.checkPresent("username", value, MAX_LENGTH);
        if (value.codePoints().anyMatch(Username::invisible)) {
            throw new Refusal.Invalid("username", "Must not contain spaces or invisible characters.");
        }
    }

    /** What is unique among all names ever given out. */
    public String key() {
        return Text.folded(value);
    }

    private static boolean invisible(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT;
    }

    @Override
    public String toString() {
        return value;
    }
}
