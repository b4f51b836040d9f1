package dev.confab.chat.domain;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Where an invisible character is part of what is seen: in emoji sequences, and within words of some scripts. */
final class Sequences {

    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int FIRST_TAG = 0xE0020;
    private static final int END_OF_TAGS = 0xE007F;
    private static final int MOST_TAGS = 16;

    /** In their words a joiner or non-joiner decides how the letters beside it are written. */
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

    /** Whether the invisible character at {@code at} belongs to those beside it. */
    static boolean isPart(int[] signs, int at) {
        if (at == 0) {
            return false;
        }
        int sign = signs[at];
        if (sign == JOINER || sign == NON_JOINER) {
            return joinsLetters(signs, at) || (sign == JOINER && joinsEmoji(signs, at));
        }
        if (sign >= FIRST_TAG && sign <= END_OF_TAGS) {
            return isOfFlag(signs, at);
        }
        return selects(signs, at);
    }

    private static boolean joinsLetters(int[] signs, int at) {
        return at + 1 < signs.length && isJoined(signs[at - 1]) && isJoined(signs[at + 1]);
    }

    private static boolean isJoined(int sign) {
        return (Character.isLetter(sign) || Characters.isMark(sign)) && WITH_JOINERS.contains(UnicodeScript.of(sign));
    }

    private static boolean joinsEmoji(int[] signs, int at) {
        boolean follows =
                isEmoji(signs[at - 1]) || (at > 1 && isEmojiSelector(signs[at - 1]) && isEmoji(signs[at - 2]));
        return follows && at + 1 < signs.length && isEmoji(signs[at + 1]);
    }

    /** The flags of England, Scotland and others are a black flag and a name in tags. */
    private static boolean isOfFlag(int[] signs, int at) {
        int first = at;
        while (first > 0 && at - first < MOST_TAGS && isTag(signs[first])) {
            first--;
        }
        int last = at;
        while (last + 1 < signs.length && last - at < MOST_TAGS && isTag(signs[last + 1])) {
            last++;
        }
        return signs[first] == BLACK_FLAG && signs[last] == END_OF_TAGS;
    }

    private static boolean isTag(int sign) {
        return sign >= FIRST_TAG && sign <= END_OF_TAGS;
    }

    /** Whether a variation selector chooses between forms of the character before it. */
    private static boolean selects(int[] signs, int at) {
        int sign = signs[at];
        int base = signs[at - 1];
        if (isEmojiSelector(sign)) {
            return isEmoji(base) || (isKeyOfPad(base) && at + 1 < signs.length && signs[at + 1] == KEYCAP);
        }
        if (sign >= 0xE0100 && sign <= 0xE01EF) {
            return UnicodeScript.of(base) == UnicodeScript.HAN;
        }
        return sign >= 0x180B && sign <= 0x180F && sign != 0x180E && UnicodeScript.of(base) == UnicodeScript.MONGOLIAN;
    }

    private static boolean isEmojiSelector(int sign) {
        return sign == 0xFE0F || sign == 0xFE0E;
    }

    private static boolean isKeyOfPad(int sign) {
        return (sign >= '0' && sign <= '9') || sign == '#' || sign == '*';
    }

    /** Symbols, of which the emoji are a part that grows, and the few emoji that Unicode takes for something else. */
    private static boolean isEmoji(int sign) {
        return switch (Character.getType(sign)) {
            case Character.OTHER_SYMBOL -> true;
            case Character.MATH_SYMBOL -> sign > 0x2000;
            default ->
                (sign >= 0x1F000 && sign <= 0x1FAFF)
                        || sign == 0x203C
                        || sign == 0x2049
                        || sign == 0x2139
                        || sign == 0x3030
                        || sign == 0x303D;
        };
    }
}
