package dev.confab.chat.domain;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Properties of code points that the JDK lacks, according to the Unicode Standard. */
public final class Characters {

    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** The first and last code point of each range with the property Default_Ignorable_Code_Point, in rising order. */
    private static final int[] IGNORABLE = {
        0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x200B, 0x200F,
        0x202A, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8,
        0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
    };

    private static final int FIRST_IGNORABLE = 0xAD;
    private static final int FIRST_IDEOGRAPH = 0x3400;
    private static final int LAST_SYLLABLE = 0xD7FF;
    private static final int BRAILLE_BLANK = 0x2800;

    private Characters() {}

    /** Whether {@code codePoint} is invisible: a joiner, filler, variation selector, direction mark or tag. */
    public static boolean isIgnorable(int codePoint) {
        if (codePoint < FIRST_IGNORABLE || (codePoint >= FIRST_IDEOGRAPH && codePoint <= LAST_SYLLABLE)) {
            return false; // the fast path for nearly all text
        }
        for (int range = 0; range < IGNORABLE.length && IGNORABLE[range] <= codePoint; range += 2) {
            if (codePoint <= IGNORABLE[range + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text of only such code points looks empty. */
    public static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)
                || codePoint == BRAILLE_BLANK
                || isIgnorable(codePoint);
    }

    /** Whether {@code codePoint} is a combining mark. */
    public static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether {@code codePoint} belongs to a script without spaces between words, such as Chinese, Japanese or Thai. */
    public static boolean hasNoSpaces(int codePoint) {
        return WITHOUT_SPACES.contains(UnicodeScript.of(codePoint));
    }
}
