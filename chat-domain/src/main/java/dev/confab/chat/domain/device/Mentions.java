package dev.confab.chat.domain.device;

import dev.confab.chat.domain.Characters;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.user.Username;
import java.lang.Character.UnicodeScript;

/**
 * Who is meant by a text: {@code @} and a user name, in whatever case or width, or {@code @room} for everybody. A name
 * begins and ends at the boundary of a word; scripts that put no spaces between words have one beside each letter.
 */
final class Mentions {

    private static final String EVERYBODY = "room";

    /** At signs: the usual one, fullwidth, small. */
    private static final String SIGNS = "@\uFF20\uFE6B";

    private Mentions() {}

    static boolean of(Username name, String body) {
        if (body.chars().noneMatch(sign -> SIGNS.indexOf(sign) >= 0)) {
            return false;
        }
        var text = Text.caseFold(body);
        return names(text, name.key()) || names(text, EVERYBODY);
    }

    private static boolean names(String text, String name) {
        var wanted = "@" + name;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            if (begins(text, at) && ends(text, at + wanted.length())) {
                return true;
            }
        }
        return false;
    }

    /** An address such as {@code ann@room} mentions nobody. */
    private static boolean begins(String text, int at) {
        int start = at;
        while (start > 0 && text.charAt(start - 1) == '_') {
            start--;
        }
        if (start == 0) {
            return true;
        }
        int before = text.codePointBefore(start);
        return !isOfWord(before) || isOfPart(before);
    }

    /**
     * The end of a sentence ends a name, and so do underscores that only frame it, but {@code ann.b}, {@code ann-b} and
     * {@code ann_b} are other names than {@code ann}.
     */
    private static boolean ends(String text, int end) {
        int last = text.codePointBefore(end);
        int next = end;
        while (next < text.length() && text.charAt(next) == '_') {
            next++;
        }
        if (next < text.length() && ".-@".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return next == text.length() || !continues(last, text.codePointAt(next));
    }

    /** Whether {@code next} is of the same word as {@code last}, the end of a name. */
    private static boolean continues(int last, int next) {
        boolean mayBegin = Character.isLetter(next) && Character.getType(next) != Character.MODIFIER_LETTER;
        return mayBegin ? !isOfPart(last) && !isOfPart(next) : isOfWord(next);
    }

    private static boolean isOfWord(int sign) {
        return Character.isLetterOrDigit(sign) || Characters.isMark(sign);
    }

    /** Whether a word may end beside {@code sign} without a space; in Korean, particles follow a name directly. */
    private static boolean isOfPart(int sign) {
        return Characters.hasNoSpaces(sign) || UnicodeScript.of(sign) == UnicodeScript.HANGUL;
    }
}
