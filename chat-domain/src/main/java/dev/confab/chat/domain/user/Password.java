package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;

/** A password in the clear, as somebody typed it. Never stored, never printed. */
public record Password(String value) {

    public static final int MIN_LENGTH = 8;

    /** Long enough for any passphrase; a bound, because hashing costs time by the byte. */
    public static final int MAX_LENGTH = 1_000;

    public Password {
        Text.check("password", value, MAX_LENGTH);
    }

    /**
     * Answers this password if {@code username} may choose it.
     *
     * @throws Refusal.Invalid if it is too short or too much like the name
     */
    public Password chosenBy(Username username) {
        if (value.codePointCount(0, value.length()) < MIN_LENGTH) {
            throw new Refusal.Invalid("password", "Must be at least " + MIN_LENGTH + " characters.");
        }
        if (Text.folded(value).contains(username.key())
                && value.length() < 2 * username.key().length()) {
            throw new Refusal.Invalid("password", "Is too similar to the user name.");
        }
        return this;
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
