package dev.confab.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", " a ", "👩‍👩‍👧‍👦", "שלום", "e\u0301", "\u0001\u0003", "\uffff", "\u202e"})
    void wellFormedTextStaysUnchanged(String text) {
        assertThat(Text.check("body", text, 20)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "\ud83d", "\udc69\ud83d", "a\ud83d ", "\udc69"})
    void nulAndLoneSurrogatesAreRefused(String text) {
        assertThatThrownBy(() -> Text.check("body", text, 20))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("body"));
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertThat(Text.check("body", "𝒳".repeat(10), 10)).hasSize(20);
        assertThatThrownBy(() -> Text.check("body", "𝒳".repeat(11), 10)).isInstanceOf(Refusal.Invalid.class);
        assertThat(Text.check("body", "x".repeat(10), 10)).hasSize(10);
        assertThatThrownBy(() -> Text.check("body", "x".repeat(11), 10)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void largestLimitIsAccepted() {
        assertThat(Text.check("body", "𝒳x", Integer.MAX_VALUE)).isEqualTo("𝒳x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u2003\u2028"})
    void presentTextIsMoreThanWhiteSpace(String text) {
        assertThatThrownBy(() -> Text.checkPresent("title", text, 10))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("title"));
    }

    @ParameterizedTest
    @CsvSource({"straße,STRAẞE", "Ångström,A\u030angstro\u0308m", "ﬁ,FI", "ａｎｎ,ann", "οδός,ΟΔΌΣ", "ij,Ĳ"})
    void equivalentSpellingsFoldToTheSame(String one, String other) {
        assertThat(Text.caseFold(one)).isEqualTo(Text.caseFold(other));
    }

    @Test
    void invisibleCharactersAreFoldedAway() {
        assertThat(Text.caseFold("a\u00ad\u200bn\u034f\ufe0f\u3164\u17b4n")).isEqualTo("ann");
    }

    @Test
    void foldingIsIdempotent() {
        for (int sign = 0; sign <= Character.MAX_CODE_POINT; sign++) {
            if (Character.isDefined(sign) && Character.getType(sign) != Character.SURROGATE) {
                var folded = Text.caseFold("x" + Character.toString(sign) + "\u0345\u0301");
                assertThat(Text.caseFold(folded)).isEqualTo(folded);
            }
        }
    }

    /** Checks that the fast path of folding gives the same result as the rule. */
    @Test
    void characterFoldsLikeItsUpperCase() {
        for (int sign = 0; sign <= Character.MAX_CODE_POINT; sign++) {
            if (Character.getType(sign) != Character.SURROGATE && !Characters.isIgnorable(sign)) {
                var text = Normalizer.normalize(Character.toString(sign), Normalizer.Form.NFKC);
                var upper = text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
                var lower = new StringBuilder();
                upper.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
                assertThat(Text.caseFold(Character.toString(sign)))
                        .as("U+%X", sign)
                        .isEqualTo(Text.caseFold(Normalizer.normalize(lower, Normalizer.Form.NFKC)));
            }
        }
    }

    @Test
    void partsAreFoundInAnyCase() {
        for (var text : new String[] {"ΟΔΟΣ 5", "ὈΔΥΣΣΕΎΣ", "İstanbul", "Straße", "ŉ ǰ ΐ"}) {
            for (int end = 1; end <= text.length(); end++) {
                var part = text.substring(0, end);
                assertThat(Text.caseFold(text)).as(part).contains(Text.caseFold(part));
                assertThat(Text.caseFold(text.toUpperCase(Locale.ROOT))).contains(Text.caseFold(part));
            }
        }
    }

    @Test
    void presentTextFollowsTheOtherRules() {
        assertThat(Text.checkPresent("title", " a ", 3)).isEqualTo(" a ");
        assertThatThrownBy(() -> Text.checkPresent("title", "abcd", 3)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> Text.checkPresent("title", "a\u0000", 3)).isInstanceOf(Refusal.Invalid.class);
    }
}
