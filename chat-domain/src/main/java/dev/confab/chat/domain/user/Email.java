package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;

/** An e-mail address, checked only as far as can be without writing to it; at most 254 characters (RFC 5321). */
public record Email(String value) {

    public static final int MAX_LENGTH = 254;

    public Email {
        Text.check("email", value, MAX_LENGTH);
        int at = value.lastIndexOf('@');
        if (at < 1 || at == value.length() - 1 || value.codePoints().anyMatch(Character::isWhitespace)) {
            throw new Refusal.Invalid("email", "Must be an e-mail address.");
        }
    }

    /** The part before the {@code @}. */
    public String mailbox() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    @Override
    public String toString() {
        return value;
    }
}
