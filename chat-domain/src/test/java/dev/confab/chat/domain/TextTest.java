package dev.confab.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", " a ", "👩‍👩‍👧‍👦", "שלום", "e\u0301", "\u0001\u0003", "\uffff", "\u202e"})
    void keepsWellFormedTextAsItIs(String text) {
        assertThat(Text.check("body", text, 20)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "\ud83d", "\udc69\ud83d", "a\ud83d ", "\udc69"})
    void refusesNulAndLoneSurrogates(String text) {
        assertThatThrownBy(() -> Text.check("body", text, 20))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("body"));
    }

    @Test
    void countsCodePointsNotChars() {
        assertThat(Text.check("body", "𝒳".repeat(10), 10)).hasSize(20);
        assertThatThrownBy(() -> Text.check("body", "𝒳".repeat(11), 10)).isInstanceOf(Refusal.Invalid.class);
        assertThat(Text.check("body", "x".repeat(10), 10)).hasSize(10);
        assertThatThrownBy(() -> Text.check("body", "x".repeat(11), 10)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void takesTheGreatestOfLimits() {
        assertThat(Text.check("body", "𝒳x", Integer.MAX_VALUE)).isEqualTo("𝒳x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u2003\u2028"})
    void whatMustBePresentIsMoreThanWhiteSpace(String text) {
        assertThatThrownBy(() -> Text.checkPresent("title", text, 10))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("title"));
    }

    @Test
    void whatMustBePresentKeepsTheOtherRules() {
        assertThat(Text.checkPresent("title", " a ", 3)).isEqualTo(" a ");
        assertThatThrownBy(() -> Text.checkPresent("title", "abcd", 3)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> Text.checkPresent("title", "a\u0000", 3)).isInstanceOf(Refusal.Invalid.class);
    }
}
