package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Characters;
import dev.confab.chat.domain.Digest;
import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The name a person signs in with and is mentioned by: 1 to {@value #MAX_LENGTH} visible characters, without white space.
 * Names of one {@link #key} are the same name, and of two names that share one of their {@link #looks} only one is given
 * out, so that nobody can pass for another. Names from before today's rules stay; new ones pass {@link #requireNew}.
 */
public record Username(String value) {

    public static final int MAX_LENGTH = 150;

    /** Folding makes up to eighteen characters of one; what an index can hold is less. */
    private static final int MAX_KEY = 450;

    /** Digits of the id that a name which is taken ends with. */
    private static final int ENDING = 8;

    /** The system member goes by the first, and everybody is mentioned by the second. */
    private static final List<String> RESERVED = List.of("system", "room");

    public Username {
        Text.checkPresent("username", value, MAX_LENGTH);
        if (value.codePoints().anyMatch(Username::invisible)) {
            throw new Refusal.Invalid("username", "Must not contain spaces or invisible characters.");
        }
    }

    /**
     * Returns this name if a new account may have it: letters, digits and the marks on them, of one script per word, with
     * {@code .}, {@code _} and {@code -} between words; Latin may mix with Chinese, Japanese and Korean.
     *
     * @throws Refusal.Invalid if it may not
     */
    public Username requireNew() {
        if (!isSpelled(value) || !isSpelled(Text.normalized(value))) {
            throw new Refusal.Invalid("username", "Must be letters and digits, with . _ - between words.");
        }
        if (value.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new Refusal.Invalid("username", "Must have a letter or a digit.");
        }
        if (!NameScripts.agree(value)) {
            throw new Refusal.Invalid("username", "Must not mix letters of different scripts in a word.");
        }
        if (isReserved()) {
            throw new Refusal.Invalid("username", "This name is taken.");
        }
        return this;
    }

    /** Whether there are only letters, digits, marks on one of these, and separators. */
    private static boolean isSpelled(String name) {
        int before = '_';
        for (int sign : name.codePoints().toArray()) {
            boolean isMark = Characters.isMark(sign) && !isSeparator(before);
            if (Characters.isIgnorable(sign) || !(isMark || Character.isLetterOrDigit(sign) || isSeparator(sign))) {
                return false;
            }
            before = sign;
        }
        return true;
    }

    static boolean isSeparator(int sign) {
        return sign == '.' || sign == '_' || sign == '-';
    }

    /** Whether this is, or looks like, a name that stands for something else. */
    boolean isReserved() {
        return looks().stream().anyMatch(Lazily.RESERVED_LOOKS::contains);
    }

    private static final class Lazily {

        static final Set<String> RESERVED_LOOKS = RESERVED.stream()
                .flatMap(name -> new Username(name).looks().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The user name that comes nearest to {@code wish}: without surrounding white space, cut to the length allowed, and
     * with a {@code _} for each character that is invisible or a slash; empty if {@code wish} has nothing to read.
     */
    static Optional<Username> near(@Nullable String wish) {
        return Optional.ofNullable(wish)
                .filter(text -> !OneLine.isBlank(text))
                .map(text -> Text.sanitize(text.strip(), MAX_LENGTH))
                .map(Username::visible);
    }

    private static Username visible(String text) {
        var name = new StringBuilder();
        text.codePoints().map(sign -> isUnfit(sign) ? '_' : sign).forEach(name::appendCodePoint);
        return new Username(name.toString());
    }

    private static boolean isUnfit(int sign) {
        return invisible(sign) || Characters.isBlank(sign) || sign == '/' || sign == '\\';
    }

    /** This name, cut where it must be, with a hyphen and {@code ending} after it. */
    private Username ending(String ending) {
        return new Username(Text.sanitize(value, MAX_LENGTH - ending.length() - 1) + "-" + ending);
    }

    /**
     * The names for {@code user} where this one is taken, the best first: with the last {@value #ENDING} digits of the
     * id, and with all of them.
     */
    public List<Username> withEndingsOf(UserId user) {
        var digits = user.value().toString().replace("-", "");
        return List.of(ending(digits.substring(digits.length() - ENDING)), ending(digits));
    }

    /** What is unique among all names ever given out: the folded name, shortened by a digest if it is very long. */
    public String key() {
        return bounded(Text.caseFold(value));
    }

    /**
     * What the name can be taken for, one or two texts: as it is written, and with its letters in lower case. Read as it
     * is written, a capital I is a small l, and the digit 0 is an O.
     */
    public Set<String> looks() {
        var looks = new TreeSet<String>();
        looks.add(look(value));
        looks.add(look(Text.caseFold(value)));
        return looks;
    }

    private static String look(String name) {
        return bounded(Text.caseFold(LookAlikes.skeleton(name)));
    }

    private static String bounded(String key) {
        return key.length() <= MAX_KEY ? key : Text.sanitize(key, MAX_KEY / 2) + Digest.of(key);
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
