package dev.confab.chat.domain;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The rules for every text that comes from outside: well-formed Unicode (no lone surrogate), no NUL, and a bounded
 * length in code points. A text that passes is kept as it is, never trimmed or normalised.
 */
public final class Text {

    private static final int LAST_ASCII = 0x7F;

    private Text() {}

    /**
     * Answers {@code value} unchanged.
     *
     * @param field the name to report, as in the wire contract
     * @param max the most code points allowed
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

    /** As {@link #check}, and refuses a text that is empty or only white space. */
    public static String checkPresent(String field, String value, int max) {
        if (value.isBlank()) {
            throw new Refusal.Invalid(field, "Must not be blank.");
        }
        return check(field, value, max);
    }

    /** The first {@code max} characters of {@code value}, with U+FFFD in place of each that {@link #check} refuses. */
    public static String sanitize(String value, int max) {
        var fitting = new StringBuilder();
        value.codePoints()
                .limit(max)
                .map(sign -> isUnstorable(sign) ? '\uFFFD' : sign)
                .forEach(fitting::appendCodePoint);
        return fitting.toString();
    }

    /**
     * Returns the form in which texts are compared and searched: what two texts share that differ only in case, in the
     * way their characters are encoded (Unicode normalization form KC), or in what nobody sees. Folding it again changes
     * nothing. Stored beside what it was made of, so that another rule needs a migration.
     */
    public static String caseFold(String value) {
        return isAscii(value) ? value.toLowerCase(Locale.ROOT) : Folding.of(value);
    }

    /** Returns {@code value} in Unicode normalization form KC: the same for all ways to encode the same characters. */
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
