package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Text;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The different words of a text as the search compares them. A word is a run of letters, digits and the marks on them,
 * whatever their case or their way of encoding; of a longer one the first {@value #MAX_LENGTH} characters count.
 *
 * <p>Scripts that put no spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) have no runs to go by: there
 * every character is a word, and every pair of neighbours. Who looks for several asks for the pairs alone, and so finds
 * what has them, nearly always because it has the whole.
 *
 * <p>Texts are taken apart here and nowhere else, so that all stores agree. Words hold no space, no hyphen and nothing
 * that means more than itself in a pattern.
 */
public record Words(Set<String> values) {

    public static final int MAX_LENGTH = 64;

    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    public Words {
        values = Set.copyOf(values);
    }

    /** All that {@code text} can be found by. */
    public static Words in(String text) {
        return new Words(new Reader(true).read(text));
    }

    /** What must be in a text for it to be found by {@code query}. */
    public static Words wanted(String query) {
        return new Words(new Reader(false).read(query));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean containsAll(Words wanted) {
        return values.containsAll(wanted.values);
    }

    /** Takes one text apart, character by character. */
    private static final class Reader {

        private static final int NONE = -1;

        private final boolean withSingles;
        private final Set<String> words = new LinkedHashSet<>();
        private final StringBuilder word = new StringBuilder();
        private int length;
        private int neighbour = NONE;
        private boolean neighbourIsPaired;

        Reader(boolean withSingles) {
            this.withSingles = withSingles;
        }

        Set<String> read(String text) {
            Text.folded(Normalizer.normalize(text, Normalizer.Form.NFKC))
                    .codePoints()
                    .forEach(this::take);
            endWord();
            endNeighbours();
            return words;
        }

        private void take(int character) {
            if (Character.getType(character) == Character.FORMAT) {
                return; // invisible, as joiners within the words of some scripts are
            }
            if (hasNoSpaces(character)) {
                endWord();
                takeNeighbour(character);
            } else if (Character.isLetterOrDigit(character) || (isMark(character) && !word.isEmpty())) {
                endNeighbours();
                takeLetter(character);
            } else if (!isMark(character)) {
                endWord();
                endNeighbours();
            }
        }

        /** What several scripts share, as the Japanese long vowel, goes with what it follows. */
        private boolean hasNoSpaces(int character) {
            var script = UnicodeScript.of(character);
            boolean isShared = script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED;
            return (WITHOUT_SPACES.contains(script) || (isShared && neighbour != NONE))
                    && (Character.isLetter(character) || isMark(character));
        }

        /** Variation selectors only choose a picture. */
        private static boolean isMark(int character) {
            int type = Character.getType(character);
            boolean selects = character >= 0xFE00 && character <= 0xFE0F;
            return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK) && !selects;
        }

        private void takeLetter(int letter) {
            if (length < MAX_LENGTH) {
                word.appendCodePoint(letter);
                length++;
            }
        }

        private void endWord() {
            if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
                length = 0;
            }
        }

        private void takeNeighbour(int character) {
            if (withSingles) {
                words.add(Character.toString(character));
            }
            if (neighbour != NONE) {
                words.add(Character.toString(neighbour) + Character.toString(character));
            }
            neighbourIsPaired = neighbour != NONE;
            neighbour = character;
        }

        private void endNeighbours() {
            if (neighbour != NONE && !neighbourIsPaired) {
                words.add(Character.toString(neighbour));
            }
            neighbour = NONE;
        }
    }
}
