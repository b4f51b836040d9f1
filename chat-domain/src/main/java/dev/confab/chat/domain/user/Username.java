package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name a person signs in with and is mentioned by: 1 to {@value #MAX_LENGTH} visible characters of any script,
 * without white space. Two names that differ only in case are the same name, so that nobody can pass for another.
 */
public record Username(String value) {

    public static final int MAX_LENGTH = 150;

    public Username {
        Text.checkPresent("username", value, MAX_LENGTH);
        if (value.codePoints().anyMatch(Username::invisible)) {
            throw new Refusal.Invalid("username", "Must not contain spaces or invisible characters.");
        }
    }

    /**
     * The user name that comes nearest to {@code wish}: without surrounding white space, cut to the length allowed, and
     * with a {@code _} for each character that no name may have; empty if {@code wish} has nothing to read.
     */
    static Optional<Username> near(@Nullable String wish) {
        return Optional.ofNullable(wish)
                .filter(text -> !text.isBlank())
                .map(text -> Text.fitted(text.strip(), MAX_LENGTH))
                .map(Username::visible);
    }

    private static Username visible(String text) {
        var name = new StringBuilder();
        text.codePoints().map(sign -> invisible(sign) ? '_' : sign).forEach(name::appendCodePoint);
        return new Username(name.toString());
    }

    /** This name, cut where it must be, with a hyphen and {@code ending} after it. */
    Username ending(String ending) {
        return new Username(Text.fitted(value, MAX_LENGTH - ending.length() - 1) + "-" + ending);
    }

    /** What is unique among all names ever given out. */
    public String key() {
        return Text.folded(value);
    }

    private static boolean invisible(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT;
    }

    @Override
    public String toString() {
        return value;
    }
}
