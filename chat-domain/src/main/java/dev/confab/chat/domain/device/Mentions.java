package dev.confab.chat.domain.device;

import dev.confab.chat.domain.Characters;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.user.Username;
import java.lang.Character.UnicodeScript;

/**
 * Detection of mentions: {@code @} and a user name, in any case or width, or {@code @room} for all members. A mention
 * begins and ends at a word boundary; scripts without spaces between words have one beside each letter.
 */
final class Mentions {

    private static final String ALL_MEMBERS = "room";

    /** The ASCII, fullwidth and small forms of the at sign. */
    private static final String AT_SIGNS = "@\uFF20\uFE6B";

    private Mentions() {}

    /** Whether {@code body} mentions the user, or all members. */
    static boolean includes(Username username, String body) {
        if (body.chars().noneMatch(character -> AT_SIGNS.indexOf(character) >= 0)) {
            return false;
        }
        var text = Text.caseFold(body);
        return containsMention(text, username.key()) || containsMention(text, ALL_MEMBERS);
    }

    private static boolean containsMention(String text, String name) {
        var mention = "@" + name;
        for (int at = text.indexOf(mention); at >= 0; at = text.indexOf(mention, at + 1)) {
            if (isStart(text, at) && isEnd(text, at + mention.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a mention can start at index {@code at}. The address {@code ann@room} is not a mention. */
    private static boolean isStart(String text, int at) {
        int start = at;
        while (start > 0 && text.charAt(start - 1) == '_') {
            start--;
        }
        if (start == 0) {
            return true;
        }
        int before = text.codePointBefore(start);
        return !isWordCharacter(before) || isWordBoundary(before);
    }

    /**
     * Whether a mention can end before index {@code end}. A full stop or emphasis by underscores ends it, but
     * {@code ann.b}, {@code ann-b} and {@code ann_b} are other names than {@code ann}.
     */
    private static boolean isEnd(String text, int end) {
        int last = text.codePointBefore(end);
        int next = end;
        while (next < text.length() && text.charAt(next) == '_') {
            next++;
        }
        if (next < text.length() && ".-@".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return next == text.length() || !continuesWord(last, text.codePointAt(next));
    }

    /** Whether {@code next} belongs to the same word as {@code last}, the last character of a name. */
    private static boolean continuesWord(int last, int next) {
        boolean isLetter = Character.isLetter(next) && Character.getType(next) != Character.MODIFIER_LETTER;
        return isLetter ? !isWordBoundary(last) && !isWordBoundary(next) : isWordCharacter(next);
    }

    private static boolean isWordCharacter(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Characters.isMark(codePoint);
    }

    /** Whether a word can end beside the character without a space. In Korean, particles follow a name directly. */
    private static boolean isWordBoundary(int codePoint) {
        return Characters.hasNoSpaces(codePoint) || UnicodeScript.of(codePoint) == UnicodeScript.HANGUL;
    }
}
