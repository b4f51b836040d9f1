package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Characters;
import dev.confab.chat.domain.Text;
import java.lang.Character.UnicodeScript;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The distinct words by which a text is found. A word is a run of letters, digits and their marks, folded as in
 * {@link Text#caseFold} and cut to {@value #MAX_LENGTH} code points.
 *
 * <p>Scripts without spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) have no such runs. There, each
 * character is a term, and so is each pair of neighbours. A query of several characters uses only the pairs, which nearly
 * always finds texts with the whole sequence.
 *
 * <p>All stores use these terms, so they agree. Terms contain no spaces, no hyphens and no wildcards.
 */
public record SearchTerms(Set<String> values) {

    public static final int MAX_LENGTH = 64;

    public SearchTerms {
        values = Set.copyOf(values);
    }

    /** Returns the terms by which {@code text} is found. */
    public static SearchTerms in(String text) {
        return new SearchTerms(new Tokenizer(true).tokenize(text));
    }

    /** Returns the terms that a text must contain to be found by {@code query}. */
    public static SearchTerms wanted(String query) {
        return new SearchTerms(new Tokenizer(false).tokenize(query));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean containsAll(SearchTerms required) {
        return values.containsAll(required.values);
    }

    /** A tokenizer of one text. */
    private static final class Tokenizer {

        private static final int NONE = -1;

        private final boolean withSingles;
        private final Set<String> words = new LinkedHashSet<>();
        private final StringBuilder word = new StringBuilder();
        private int length;
        private int neighbour = NONE;
        private boolean neighbourIsPaired;

        Tokenizer(boolean withSingles) {
            this.withSingles = withSingles;
        }

        Set<String> tokenize(String text) {
            Text.caseFold(text).codePoints().forEach(this::accept);
            endWord();
            endNeighbours();
            return words;
        }

        private void accept(int character) {
            if (Character.getType(character) == Character.FORMAT) {
                return; // joiners are part of words in some scripts, but invisible
            }
            if (hasNoSpaces(character)) {
                endWord();
                acceptNeighbour(character);
            } else if (Character.isLetterOrDigit(character) || (Characters.isMark(character) && !word.isEmpty())) {
                endNeighbours();
                acceptLetter(character);
            } else if (!Characters.isMark(character)) {
                endWord();
                endNeighbours();
            }
        }

        /** Whether the character is a term of its own. A shared one, such as the Japanese long vowel, follows its neighbour. */
        private boolean hasNoSpaces(int character) {
            var script = UnicodeScript.of(character);
            boolean isShared = script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED;
            return (Characters.hasNoSpaces(character) || (isShared && neighbour != NONE))
                    && (Character.isLetter(character) || Characters.isMark(character));
        }

        private void acceptLetter(int letter) {
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

        private void acceptNeighbour(int character) {
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
