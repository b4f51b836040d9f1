package dev.confab.chat.domain;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Sequences in which an invisible character is legitimate: emoji sequences, and words of some scripts. */
final class Sequences {

    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int FIRST_TAG = 0xE0020;
    private static final int END_OF_TAGS = 0xE007F;
    private static final int MAX_TAGS = 16;

    /** Scripts in which a joiner or non-joiner changes the shape of the letters beside it. */
    private static final Set<UnicodeScript> WITH_JOINERS = Set.of(
            UnicodeScript.ARABIC,
            UnicodeScript.SYRIAC,
            UnicodeScript.NKO,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI,
            UnicodeScript.ORIYA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.MONGOLIAN);

    private Sequences() {}

    /** Whether the invisible character at index {@code at} forms a sequence with its neighbours. */
    static boolean isPart(int[] codePoints, int at) {
        if (at == 0) {
            return false;
        }
        int codePoint = codePoints[at];
        if (codePoint == JOINER || codePoint == NON_JOINER) {
            return joinsLetters(codePoints, at) || (codePoint == JOINER && joinsEmoji(codePoints, at));
        }
        if (isTag(codePoint)) {
            return isPartOfFlag(codePoints, at);
        }
        return selectsVariant(codePoints, at);
    }

    private static boolean joinsLetters(int[] codePoints, int at) {
        return at + 1 < codePoints.length && isJoinable(codePoints[at - 1]) && isJoinable(codePoints[at + 1]);
    }

    private static boolean isJoinable(int codePoint) {
        return (Character.isLetter(codePoint) || Characters.isMark(codePoint))
                && WITH_JOINERS.contains(UnicodeScript.of(codePoint));
    }

    private static boolean joinsEmoji(int[] codePoints, int at) {
        boolean followsEmoji = isEmoji(codePoints[at - 1])
                || (at > 1 && isEmojiSelector(codePoints[at - 1]) && isEmoji(codePoints[at - 2]));
        return followsEmoji && at + 1 < codePoints.length && isEmoji(codePoints[at + 1]);
    }

    /** Whether the tag is part of a regional flag, such as Scotland's: a black flag followed by the name in tags. */
    private static boolean isPartOfFlag(int[] codePoints, int at) {
        int first = at;
        while (first > 0 && at - first < MAX_TAGS && isTag(codePoints[first])) {
            first--;
        }
        int last = at;
        while (last + 1 < codePoints.length && last - at < MAX_TAGS && isTag(codePoints[last + 1])) {
            last++;
        }
        return codePoints[first] == BLACK_FLAG && codePoints[last] == END_OF_TAGS;
    }

    private static boolean isTag(int codePoint) {
        return codePoint >= FIRST_TAG && codePoint <= END_OF_TAGS;
    }

    /** Whether a variation selector chooses between forms of the character before it. */
    private static boolean selectsVariant(int[] codePoints, int at) {
        int selector = codePoints[at];
        int base = codePoints[at - 1];
        if (isEmojiSelector(selector)) {
            return isEmoji(base) || (isKeypadKey(base) && at + 1 < codePoints.length && codePoints[at + 1] == KEYCAP);
        }
        if (selector >= 0xE0100 && selector <= 0xE01EF) {
            return UnicodeScript.of(base) == UnicodeScript.HAN;
        }
        boolean isMongolianSelector = selector >= 0x180B && selector <= 0x180F && selector != 0x180E;
        return isMongolianSelector && UnicodeScript.of(base) == UnicodeScript.MONGOLIAN;
    }

    private static boolean isEmojiSelector(int codePoint) {
        return codePoint == 0xFE0F || codePoint == 0xFE0E;
    }

    private static boolean isKeypadKey(int codePoint) {
        return (codePoint >= '0' && codePoint <= '9') || codePoint == '#' || codePoint == '*';
    }

    /** Whether the code point is a symbol, as new emoji will be, or one of the few emoji that Unicode classes otherwise. */
    private static boolean isEmoji(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.OTHER_SYMBOL -> true;
            case Character.MATH_SYMBOL -> codePoint > 0x2000;
            default ->
                (codePoint >= 0x1F000 && codePoint <= 0x1FAFF)
                        || codePoint == 0x203C
                        || codePoint == 0x2049
                        || codePoint == 0x2139
                        || codePoint == 0x3030
                        || codePoint == 0x303D;
        };
    }
}
