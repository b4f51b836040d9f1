package dev.confab.chat.domain;

/**
 * The rules for texts that are shown in one line beside those of others, as names and titles: {@link Text} and something
 * to see, without line breaks, controls, changes of direction or other invisible characters. Emoji sequences are allowed,
 * and so are the joiners and selectors within words of the scripts that need them. The rule is for what is new; what was
 * stored before it stays.
 */
public final class OneLine {

    private static final int REPLACEMENT = 0xFFFD;

    private OneLine() {}

    /**
     * Returns {@code value} unchanged.
     *
     * @param field the name to report, as in the wire contract
     * @param max the most code points allowed
     * @throws Refusal.Invalid if the text breaks a rule
     */
    public static String check(String field, String value, int max) {
        Text.check(field, value, max);
        if (isBlank(value)) {
            throw new Refusal.Invalid(field, "Must not be blank.");
        }
        var signs = value.codePoints().toArray();
        for (int at = 0; at < signs.length; at++) {
            if (!isVisible(signs, at)) {
                throw new Refusal.Invalid(
                        field, "Must be in one line, without control characters or other invisible ones.");
            }
        }
        return value;
    }

    /** Whether {@code value} is empty or looks so. */
    public static boolean isBlank(String value) {
        return value.codePoints().allMatch(Characters::isBlank);
    }

    /**
     * Returns the first {@code max} characters of {@code value}, with a space in place of each line break or tab, and
     * with U+FFFD in place of everything else that {@link #check} refuses.
     */
    public static String sanitize(String value, int max) {
        var signs = Text.sanitize(value, max).codePoints().toArray();
        var fitting = new StringBuilder();
        for (int at = 0; at < signs.length; at++) {
            fitting.appendCodePoint(isVisible(signs, at) ? signs[at] : substitute(signs[at]));
        }
        return fitting.toString();
    }

    private static int substitute(int sign) {
        return Character.isWhitespace(sign) ? ' ' : REPLACEMENT;
    }

    /** Returns {@code value} without what {@link #check} refuses. */
    public static String clean(String value) {
        var signs = value.codePoints().toArray();
        var clean = new StringBuilder();
        for (int at = 0; at < signs.length; at++) {
            if (isVisible(signs, at)) {
                clean.appendCodePoint(signs[at]);
            }
        }
        return clean.toString();
    }

    private static boolean isVisible(int[] signs, int at) {
        int sign = signs[at];
        return switch (Character.getType(sign)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> isVisibleFormat(sign) || Sequences.isPart(signs, at);
            default -> !Characters.isIgnorable(sign) || Sequences.isPart(signs, at);
        };
    }

    /** The signs that stand before or around a number in Arabic, Syriac and Kaithi. */
    private static boolean isVisibleFormat(int sign) {
        return (sign >= 0x600 && sign <= 0x605)
                || sign == 0x6DD
                || sign == 0x70F
                || sign == 0x890
                || sign == 0x891
                || sign == 0x8E2
                || sign == 0x110BD
                || sign == 0x110CD;
    }
}
