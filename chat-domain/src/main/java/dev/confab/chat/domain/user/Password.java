package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.util.List;

/**
 * A password in clear text as a user typed it. It is never stored or printed. Passwords are compared in Unicode
 * normalization form KC because the encoding of a character depends on the keyboard, not on the user.
 */
public record Password(String value) {

    public static final int MIN_LENGTH = 8;

    /** Long enough for any passphrase. The length is limited because the cost of hashing grows with it. */
    public static final int MAX_LENGTH = 1_000;

    /** Shorter names are part of too many words to be compared. */
    private static final int MIN_NAME = 4;

    public Password {
        Text.check("password", value, MAX_LENGTH);
    }

    /** Parses the password that a user typed into {@code field}, spelled as on the wire. */
    public static Password parse(String field, String text) {
        return new Password(Text.check(field, text, MAX_LENGTH));
    }

    /**
     * Returns the forms whose hash may be stored, the current form first: the normalized password and, if it differs, the
     * typed one, which earlier versions hashed. Their number does not depend on the account.
     */
    public List<Password> readings() {
        var normalized = Text.normalized(value);
        boolean isSame = normalized.equals(value) || normalized.codePointCount(0, normalized.length()) > MAX_LENGTH;
        return isSame ? List.of(this) : List.of(new Password(normalized), this);
    }

    /** Returns the form in which a password is hashed and checked. */
    public Password normalized() {
        return readings().get(0);
    }

    /**
     * Returns the normalized password after checking that a user with the given names may choose it.
     *
     * @param field the field to report, spelled as on the wire
     * @throws Refusal.Invalid if the password is too short, too similar to one of the names, or a common one
     */
    public Password choose(Username username, UserProfile profile, String field) {
        return normalized().requireStrong(username, profile, field);
    }

    private Password requireStrong(Username username, UserProfile profile, String field) {
        if (value.codePointCount(0, value.length()) < MIN_LENGTH) {
            throw new Refusal.Invalid(field, "Must be at least " + MIN_LENGTH + " characters.");
        }
        if (profile.namesWith(username).stream().anyMatch(this::resembles)) {
            throw new Refusal.Invalid(field, "Must not be similar to your name or e-mail address.");
        }
        if (CommonPasswords.contain(this)) {
            throw new Refusal.Invalid(field, "Must not be a commonly used password.");
        }
        return this;
    }

    private boolean resembles(String name) {
        var forward = Text.caseFold(name);
        var backward = new StringBuilder(forward).reverse().toString();
        return forward.length() >= MIN_NAME && (isMostly(forward) || isMostly(backward));
    }

    /** Whether this is a part of {@code name}, or too short without it. A long passphrase may contain a name. */
    private boolean isMostly(String name) {
        var folded = Text.caseFold(value);
        var remainder = folded.replace(name, "");
        return name.contains(folded)
                || (folded.contains(name) && remainder.codePointCount(0, remainder.length()) < MIN_LENGTH);
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
