package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Characters;
import dev.confab.chat.domain.Text;
import java.lang.Character.UnicodeScript;
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
public record SearchTerms(Set<String> values) {

    public static final int MAX_LENGTH = 64;

    public SearchTerms {
        values = Set.copyOf(values);
    }

    /** All that {@code text} can be found by. */
    public static SearchTerms in(String text) {
        return new SearchTerms(new Reader(true).read(text));
    }

    /** What must be in a text for it to be found by {@code query}. */
    public static SearchTerms wanted(String query) {
        return new SearchTerms(new Reader(false).read(query));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean containsAll(SearchTerms wanted) {
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
            Text.caseFold(text).codePoints().forEach(this::take);
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
            } else if (Character.isLetterOrDigit(character) || (Characters.isMark(character) && !word.isEmpty())) {
                endNeighbours();
                takeLetter(character);
            } else if (!Characters.isMark(character)) {
                endWord();
                endNeighbours();
            }
        }

        /** What several scripts share, as the Japanese long vowel, goes with what it follows. */
        private boolean hasNoSpaces(int character) {
            var script = UnicodeScript.of(character);
            boolean isShared = script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED;
            return (Characters.hasNoSpaces(character) || (isShared && neighbour != NONE))
                    && (Character.isLetter(character) || Characters.isMark(character));
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
