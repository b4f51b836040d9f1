package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.util.regex.Pattern;

/**
 * An e-mail address of at most {@value #MAX_LENGTH} characters (RFC 5321). New addresses go through {@link #parse}; the
 * constructor also accepts addresses stored before that check existed.
 */
public record Email(String value) {

    public static final int MAX_LENGTH = 254;

    private static final int MAX_MAILBOX = 64;

    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[\\p{L}\\p{Nd}](?:[\\p{L}\\p{Nd}-]{0,61}[\\p{L}\\p{Nd}])?";
    private static final Pattern MAILBOX = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

    public Email {
        Text.check("email", value, MAX_LENGTH);
        int at = value.lastIndexOf('@');
        if (at < 1 || at == value.length() - 1 || value.codePoints().anyMatch(Character::isWhitespace)) {
            throw new Refusal.Invalid("email", "Must be an e-mail address.");
        }
    }

    /**
     * Parses an address of the form {@code local@domain}, without quotes, comments, lists or angle brackets.
     *
     * @throws Refusal.Invalid for {@code email} if the text is not exactly one such address
     */
    public static Email parse(String text) {
        var address = new Email(text);
        if (!isWellFormed(text)) {
            throw new Refusal.Invalid("email", "Must be an e-mail address.");
        }
        return address;
    }

    /** Whether the text is one plain address: atoms separated by dots, {@code @}, and a domain name. */
    public static boolean isWellFormed(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && at <= MAX_MAILBOX
                && MAILBOX.matcher(text.substring(0, at)).matches()
                && DOMAIN.matcher(text.substring(at + 1)).matches();
    }

    /** Returns the part before the {@code @}. */
    public String mailbox() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    @Override
    public String toString() {
        return value;
    }
}
