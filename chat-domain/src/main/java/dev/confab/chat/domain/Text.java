package dev.confab.chat.domain;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Rules for every text from outside: well-formed Unicode without lone surrogates, no NUL, and a bounded length in code
 * points. A valid text is kept unchanged, neither trimmed nor normalized.
 */
public final class Text {

    private static final int LAST_ASCII = 0x7F;

    private Text() {}

    /**
     * Returns {@code value} unchanged.
     *
     * @param field the field to report, spelled as on the wire
     * @param max the maximum number of code points
     * @throws Refusal.Invalid if the text breaks a rule
     */
    public static String check(String field, String value, int max) {
        if (value.length() > 2L * max || value.codePointCount(0, value.length()) > max) {
            throw new Refusal.Invalid(field, "Must be at most " + max + " characters.");
        }
        if (value.codePoints().anyMatch(Text::isUnstorable)) {
            throw new Refusal.Invalid(field, "Must be well-formed text without NUL characters.");
        }
        return value;
    }

    /** Checks a text as {@link #check} does, and refuses it if it is empty or only white space. */
    public static String checkPresent(String field, String value, int max) {
        if (value.isBlank()) {
            throw new Refusal.Invalid(field, "Must not be blank.");
        }
        return check(field, value, max);
    }

    /** Returns the first {@code max} code points of {@code value}. U+FFFD replaces each that {@link #check} refuses. */
    public static String sanitize(String value, int max) {
        var sanitized = new StringBuilder();
        value.codePoints()
                .limit(max)
                .map(codePoint -> isUnstorable(codePoint) ? '\uFFFD' : codePoint)
                .forEach(sanitized::appendCodePoint);
        return sanitized.toString();
    }

    /**
     * Returns the form in which texts are compared and searched. It is equal for texts that differ only in case, in
     * encoding (Unicode normalization form KC), or in invisible characters. Folding a folded text changes nothing.
     *
     * <p>Stores keep this form beside the text, so a change of this method needs a migration.
     */
    public static String caseFold(String value) {
        return isAscii(value) ? value.toLowerCase(Locale.ROOT) : Folding.of(value);
    }

    /** Returns {@code value} in Unicode normalization form KC, which is the same for all encodings of a character. */
    public static String normalized(String value) {
        return isAscii(value) ? value : Normalizer.normalize(value, Normalizer.Form.NFKC);
    }

    private static boolean isAscii(String value) {
        for (int at = 0; at < value.length(); at++) {
            if (value.charAt(at) > LAST_ASCII) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
