package dev.confab.chat.domain;

/**
 * Rules for texts of one line, such as names and titles. In addition to the rules of {@link Text}, such a text is not
 * blank and has no line breaks, control characters, direction changes or other invisible characters.
 *
 * <p>Emoji sequences are allowed, and so are joiners and variation selectors in the scripts that need them. The rules
 * apply to new texts; texts stored before the rules existed stay valid.
 */
public final class OneLine {

    private static final int REPLACEMENT = 0xFFFD;

    private OneLine() {}

    /**
     * Returns {@code value} unchanged.
     *
     * @param field the field to report, spelled as on the wire
     * @param max the maximum number of code points
     * @throws Refusal.Invalid if the text breaks a rule
     */
    public static String check(String field, String value, int max) {
        Text.check(field, value, max);
        if (isBlank(value)) {
            throw new Refusal.Invalid(field, "Must not be blank.");
        }
        var codePoints = value.codePoints().toArray();
        for (int at = 0; at < codePoints.length; at++) {
            if (!isVisible(codePoints, at)) {
                throw new Refusal.Invalid(field, "Must be one line without control or other invisible characters.");
            }
        }
        return value;
    }

    /** Whether {@code value} is empty or looks empty. */
    public static boolean isBlank(String value) {
        return value.codePoints().allMatch(Characters::isBlank);
    }

    /**
     * Returns the first {@code max} code points of {@code value}. A space replaces each line break or tab, and U+FFFD
     * every other code point that {@link #check} refuses.
     */
    public static String sanitize(String value, int max) {
        var codePoints = Text.sanitize(value, max).codePoints().toArray();
        var sanitized = new StringBuilder();
        for (int at = 0; at < codePoints.length; at++) {
            sanitized.appendCodePoint(isVisible(codePoints, at) ? codePoints[at] : replacementFor(codePoints[at]));
        }
        return sanitized.toString();
    }

    private static int replacementFor(int codePoint) {
        return Character.isWhitespace(codePoint) ? ' ' : REPLACEMENT;
    }

    /** Returns {@code value} without the code points that {@link #check} refuses. */
    public static String clean(String value) {
        var codePoints = value.codePoints().toArray();
        var clean = new StringBuilder();
        for (int at = 0; at < codePoints.length; at++) {
            if (isVisible(codePoints, at)) {
                clean.appendCodePoint(codePoints[at]);
            }
        }
        return clean.toString();
    }

    private static boolean isVisible(int[] codePoints, int at) {
        int codePoint = codePoints[at];
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> isVisibleFormat(codePoint) || Sequences.isPart(codePoints, at);
            default -> !Characters.isIgnorable(codePoint) || Sequences.isPart(codePoints, at);
        };
    }

    /** Whether {@code codePoint} is a visible number sign or similar mark of Arabic, Syriac or Kaithi. */
    private static boolean isVisibleFormat(int codePoint) {
        return (codePoint >= 0x600 && codePoint <= 0x605)
                || codePoint == 0x6DD
                || codePoint == 0x70F
                || codePoint == 0x890
                || codePoint == 0x891
                || codePoint == 0x8E2
                || codePoint == 0x110BD
                || codePoint == 0x110CD;
    }
}
