package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Characters;
import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Sha256;
import dev.confab.chat.domain.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The name by which a user signs in and is mentioned: 1 to {@value #MAX_LENGTH} visible characters without white space.
 *
 * <p>Names with the same {@link #key} are the same name. Two users never have names that share one of their
 * {@link #looks}, so that no user can impersonate another. New names must pass {@link #requireNew}; names from before
 * that rule stay valid.
 */
public record Username(String value) {

    public static final int MAX_LENGTH = 150;

    /** Maximum length of a database key; folding may turn one character into eighteen. */
    private static final int MAX_KEY = 450;

    /** The number of digits of the user id in an ending. */
    private static final int ENDING = 8;

    /** The name of the system member, and the name that mentions all members. */
    private static final List<String> RESERVED = List.of("system", "room");

    public Username {
        Text.checkPresent("username", value, MAX_LENGTH);
        if (value.codePoints().anyMatch(Username::isInvisible)) {
            throw new Refusal.Invalid("username", "Must not contain spaces or invisible characters.");
        }
    }

    /**
     * Checks this name by the rules for new accounts, and returns it. A name has words of letters, digits and their
     * marks, separated by {@code .}, {@code _} and {@code -}. Each word has one script; Latin may mix with Chinese,
     * Japanese and Korean.
     *
     * @throws Refusal.Invalid if the name breaks a rule
     */
    public Username requireNew() {
        if (!hasOnlyWords(value) || !hasOnlyWords(Text.normalized(value))) {
            throw new Refusal.Invalid("username", "Must consist of letters and digits, with . _ - between words.");
        }
        if (value.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new Refusal.Invalid("username", "Must contain a letter or a digit.");
        }
        if (!NameScripts.areAllowedIn(value)) {
            throw new Refusal.Invalid("username", "Must not mix letters of different scripts in a word.");
        }
        if (isReserved()) {
            throw new Refusal.Invalid("username", "This name is taken.");
        }
        return this;
    }

    /** Whether the name has only letters, digits, marks on these, and separators. */
    private static boolean hasOnlyWords(String name) {
        int previous = '_';
        for (int codePoint : name.codePoints().toArray()) {
            boolean isMark = Characters.isMark(codePoint) && !isSeparator(previous);
            boolean isAllowed = isMark || Character.isLetterOrDigit(codePoint) || isSeparator(codePoint);
            if (Characters.isIgnorable(codePoint) || !isAllowed) {
                return false;
            }
            previous = codePoint;
        }
        return true;
    }

    static boolean isSeparator(int codePoint) {
        return codePoint == '.' || codePoint == '_' || codePoint == '-';
    }

    /** Whether this is, or looks like, a reserved name. */
    boolean isReserved() {
        return looks().stream().anyMatch(Lazily.RESERVED_LOOKS::contains);
    }

    private static final class Lazily {

        static final Set<String> RESERVED_LOOKS = RESERVED.stream()
                .flatMap(name -> new Username(name).looks().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the valid user name closest to {@code claimed}: stripped, cut to the maximum length, and with {@code _} for
     * each slash or invisible character. Returns empty if {@code claimed} is missing or blank.
     */
    static Optional<Username> near(@Nullable String claimed) {
        return Optional.ofNullable(claimed)
                .filter(text -> !OneLine.isBlank(text))
                .map(text -> Text.sanitize(text.strip(), MAX_LENGTH))
                .map(Username::replaceUnallowed);
    }

    private static Username replaceUnallowed(String text) {
        var name = new StringBuilder();
        text.codePoints()
                .map(codePoint -> isUnallowed(codePoint) ? '_' : codePoint)
                .forEach(name::appendCodePoint);
        return new Username(name.toString());
    }

    private static boolean isUnallowed(int codePoint) {
        return isInvisible(codePoint) || Characters.isBlank(codePoint) || codePoint == '/' || codePoint == '\\';
    }

    /** Returns this name, shortened if necessary, followed by a hyphen and {@code ending}. */
    private Username withEnding(String ending) {
        return new Username(Text.sanitize(value, MAX_LENGTH - ending.length() - 1) + "-" + ending);
    }

    /**
     * Returns the names for a user whose plain name is taken, the best first: with the last {@value #ENDING} digits of
     * the user id, and with all of them.
     */
    public List<Username> withEndingsOf(UserId userId) {
        var digits = userId.value().toString().replace("-", "");
        return List.of(withEnding(digits.substring(digits.length() - ENDING)), withEnding(digits));
    }

    /** Returns the key, which is unique among all names ever used: the folded name, with a digest if it is very long. */
    public String key() {
        return bounded(Text.caseFold(value));
    }

    /**
     * Returns the skeletons of this name, by which look-alike names are found: that of the name as written and that of
     * the folded name. In the former, a capital I equals a small l, and the digit 0 equals a capital O.
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
        return key.length() <= MAX_KEY ? key : Text.sanitize(key, MAX_KEY / 2) + Sha256.hex(key);
    }

    private static boolean isInvisible(int codePoint) {
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
