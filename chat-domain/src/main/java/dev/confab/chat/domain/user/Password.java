package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.util.List;

/**
 * A password in the clear, as somebody typed it. Never stored, never printed. Passwords are compared after Unicode
 * normalization form KC, because the keyboard decides how a character is encoded, not the person.
 */
public record Password(String value) {

    public static final int MIN_LENGTH = 8;

    /** Long enough for any passphrase; a bound, because hashing costs time by the byte. */
    public static final int MAX_LENGTH = 1_000;

    /** Shorter names are in too many words to mean anything. */
    private static final int MIN_NAME = 4;

    public Password {
        Text.check("password", value, MAX_LENGTH);
    }

    /** What somebody typed into {@code field}, as the wire contract spells it. */
    public static Password parse(String field, String text) {
        return new Password(Text.check(field, text, MAX_LENGTH));
    }

    /**
     * Returns the forms that a stored hash may be of, the one of today first: normalised, and if that is another text,
     * as it was typed, which is how passwords were hashed before. How many there are does not depend on the account.
     */
    public List<Password> readings() {
        var normalized = Text.normalized(value);
        boolean isSame = normalized.equals(value) || normalized.codePointCount(0, normalized.length()) > MAX_LENGTH;
        return isSame ? List.of(this) : List.of(new Password(normalized), this);
    }

    /** Returns the form in which a password is hashed, and rated. */
    public Password normalized() {
        return readings().get(0);
    }

    /**
     * Returns this password, normalised, if somebody of these names may choose it.
     *
     * @param field the name to report, as in the wire contract
     * @throws Refusal.Invalid if it is too short, too much like one of the names, or among the most common ones
     */
    public Password choose(Username username, UserProfile profile, String field) {
        return normalized().requireStrong(username, profile, field);
    }

    private Password requireStrong(Username username, UserProfile profile, String field) {
        if (value.codePointCount(0, value.length()) < MIN_LENGTH) {
            throw new Refusal.Invalid(field, "Must be at least " + MIN_LENGTH + " characters.");
        }
        if (profile.namesWith(username).stream().anyMatch(this::resembles)) {
            throw new Refusal.Invalid(field, "Is too similar to your name or e-mail address.");
        }
        if (CommonPasswords.contain(this)) {
            throw new Refusal.Invalid(field, "Is one of the passwords that everybody tries first.");
        }
        return this;
    }

    private boolean resembles(String name) {
        var forward = Text.caseFold(name);
        var backward = new StringBuilder(forward).reverse().toString();
        return forward.length() >= MIN_NAME && (isMostly(forward) || isMostly(backward));
    }

    /** Is this a part of {@code name}, or too little without it? A passphrase may mention a name. */
    private boolean isMostly(String name) {
        var folded = Text.caseFold(value);
        var rest = folded.replace(name, "");
        return name.contains(folded) || (folded.contains(name) && rest.codePointCount(0, rest.length()) < MIN_LENGTH);
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
