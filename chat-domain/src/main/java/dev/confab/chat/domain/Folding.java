package dev.confab.chat.domain;

import java.util.Locale;

/** See {@link Text#caseFold}. In every message that is posted, so it makes no text that is not needed. */
final class Folding {

    private static final int CAPITAL_I_WITH_DOT = 0x130;

    /** Greek letters with an iota below, whose capitals have it behind them. */
    private static final int FIRST_WITH_IOTA = 0x1F80;

    private static final int LAST_WITH_IOTA = 0x1FFF;

    private Folding() {}

    static String of(String value) {
        var compatible = Text.normalized(value);
        var folded = foldCase(compatible);
        var composed = folded.equals(compatible) ? folded : Text.normalized(folded);
        // A mark may compose with what was folded to another letter, and that may fold again.
        boolean isStable = composed.equals(compatible) || composed.codePoints().noneMatch(Characters::isMark);
        return isStable ? composed : of(composed);
    }

    private static String foldCase(String text) {
        var folded = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int sign = text.codePointAt(at);
            at += Character.charCount(sign);
            if (!Characters.isIgnorable(sign)) {
                append(folded, sign);
            }
        }
        return folded.toString();
    }

    /**
     * Lower case first, because of the capital ẞ: only its small form has the upper case "SS". The last step goes by
     * single characters, so that a sigma is the same one in the middle and at the end of a word.
     */
    private static void append(StringBuilder folded, int sign) {
        int lower = Character.toLowerCase(sign);
        int upper = Character.toUpperCase(lower);
        boolean hasCase = lower != upper || lower != sign || Character.isLowerCase(lower);
        if (!hasCase) {
            folded.appendCodePoint(sign);
        } else if (lower == upper || sign == CAPITAL_I_WITH_DOT || hasIota(lower)) {
            appendExpanded(folded, sign);
        } else {
            folded.appendCodePoint(Character.toLowerCase(upper));
        }
    }

    private static boolean hasIota(int sign) {
        return sign >= FIRST_WITH_IOTA && sign <= LAST_WITH_IOTA;
    }

    /** Capitals may be several characters, which only texts know. */
    private static void appendExpanded(StringBuilder folded, int sign) {
        var upper = Character.toString(sign).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        upper.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
    }
}
