package dev.confab.chat.domain;

import java.util.Locale;

/** The algorithm of {@link Text#caseFold}. It runs for every posted message, so it avoids needless copies. */
final class Folding {

    private static final int CAPITAL_I_WITH_DOT = 0x130;

    /** Greek letters with an iota subscript, which upper case writes as a separate letter. */
    private static final int FIRST_WITH_IOTA = 0x1F80;

    private static final int LAST_WITH_IOTA = 0x1FFF;

    private Folding() {}

    static String of(String value) {
        var compatible = Text.normalized(value);
        var folded = foldCase(compatible);
        var composed = folded.equals(compatible) ? folded : Text.normalized(folded);
        // A mark may compose with a folded letter to another letter that folds again.
        boolean isStable = composed.equals(compatible) || composed.codePoints().noneMatch(Characters::isMark);
        return isStable ? composed : of(composed);
    }

    private static String foldCase(String text) {
        var folded = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (!Characters.isIgnorable(codePoint)) {
                append(folded, codePoint);
            }
        }
        return folded.toString();
    }

    /**
     * Appends the folded form of one code point. Lower case comes first because only ß, not the capital ẞ, has the upper
     * case "SS". The last step works on single code points, so both forms of a sigma become the same.
     */
    private static void append(StringBuilder folded, int codePoint) {
        int lower = Character.toLowerCase(codePoint);
        int upper = Character.toUpperCase(lower);
        boolean hasCase = lower != upper || lower != codePoint || Character.isLowerCase(lower);
        if (!hasCase) {
            folded.appendCodePoint(codePoint);
        } else if (lower == upper || codePoint == CAPITAL_I_WITH_DOT || hasIota(lower)) {
            appendExpanded(folded, codePoint);
        } else {
            folded.appendCodePoint(Character.toLowerCase(upper));
        }
    }

    private static boolean hasIota(int codePoint) {
        return codePoint >= FIRST_WITH_IOTA && codePoint <= LAST_WITH_IOTA;
    }

    /** Appends a code point whose upper case may be several, which only the methods of {@link String} support. */
    private static void appendExpanded(StringBuilder folded, int codePoint) {
        var upper = Character.toString(codePoint).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        upper.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
    }
}
