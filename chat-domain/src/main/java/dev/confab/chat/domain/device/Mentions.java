package dev.confab.chat.domain.device;

import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.user.Username;

/** Who is meant by a text: {@code @} and a user name, in whatever case, or {@code @room} for everybody. */
final class Mentions {

    private static final String EVERYBODY = "room";

    private Mentions() {}

    static boolean of(Username name, String body) {
        var text = Text.folded(body);
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
        return at == 0 || !isOfName(text.codePointBefore(at));
    }

    /** The end of a sentence ends a name, but {@code ann.b} and {@code ann-b} are other names than {@code ann}. */
    private static boolean ends(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        int next = text.codePointAt(end);
        if (next != '.' && next != '-' && next != '@') {
            return !isOfName(next);
        }
        return end + 1 == text.length() || !isOfName(text.codePointAt(end + 1));
    }

    private static boolean isOfName(int sign) {
        return Character.isLetterOrDigit(sign) || sign == '_';
    }
}
