package dev.confab.chat.domain.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTermsTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("Tea, tea & more TEA!", new String[] {"tea", "more"}),
                Arguments.of("snake_case kebab-case", new String[] {"snake", "case", "kebab"}),
                Arguments.of("v1.2 №3 x²", new String[] {"v1", "2", "no3", "x2"}),
                Arguments.of("ＷＩＤＥ ﬁne", new String[] {"wide", "fine"}),
                Arguments.of("naïve nai\u0308ve NAÏVE", new String[] {"naïve"}),
                Arguments.of("Straße STRASSE", new String[] {"strasse"}),
                Arguments.of("می\u200cخواهم", new String[] {"میخواهم"}),
                Arguments.of("soft\u00adhyphen", new String[] {"softhyphen"}),
                Arguments.of("हिन्दी भाषा", new String[] {"हिन्दी", "भाषा"}),
                Arguments.of("1️⃣ 👍🏽 ❤️", new String[] {"1"}),
                Arguments.of("한국어 말", new String[] {"한국어", "말"}));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void wordsAreRunsOfLettersAndDigitsInAnyCase(String text, String... words) {
        assertThat(SearchTerms.in(text).values()).containsExactlyInAnyOrder(words);
        assertThat(SearchTerms.wanted(text)).isEqualTo(SearchTerms.in(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "?!…", "👍", "❤️", "\u0301", "_%*", "\u200d"})
    void textWithoutLettersHasNoTerms(String text) {
        assertThat(SearchTerms.in(text).isEmpty()).isTrue();
        assertThat(SearchTerms.wanted(text).isEmpty()).isTrue();
    }

    @Test
    void scriptsWithoutSpacesAreFoundByCharacterAndByPair() {
        assertThat(SearchTerms.in("東京都").values()).containsExactlyInAnyOrder("東", "京", "都", "東京", "京都");
        assertThat(SearchTerms.wanted("東京都").values()).containsExactlyInAnyOrder("東京", "京都");
        assertThat(SearchTerms.wanted("京").values()).containsExactly("京");
        assertThat(SearchTerms.in("サーバー").containsAll(SearchTerms.wanted("ーバ"))).isTrue();
    }

    @Test
    void scriptsMayMix() {
        var words = SearchTerms.in("在2026年Java大会");
        assertThat(words.containsAll(SearchTerms.wanted("2026"))).isTrue();
        assertThat(words.containsAll(SearchTerms.wanted("JAVA 大会"))).isTrue();
        assertThat(words.containsAll(SearchTerms.wanted("年大"))).isFalse();
    }

    @Test
    void longWordIsCut() {
        var begin = "x".repeat(SearchTerms.MAX_LENGTH);
        assertThat(SearchTerms.in(begin + "y").values()).containsExactly(begin);
        assertThat(SearchTerms.in("𝒳".repeat(100)).values()).containsExactly("x".repeat(SearchTerms.MAX_LENGTH));
    }

    @Test
    void termsContainNoWildcards() {
        for (int first = 0; first <= Character.MAX_CODE_POINT; first += 0x1000) {
            var some = IntStream.range(first, first + 0x1000)
                    .filter(character ->
                            Character.isDefined(character) && Character.getType(character) != Character.SURROGATE)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining(" "));
            assertThat(SearchTerms.in(some).values()).noneMatch(SearchTermsTest::hasMore);
        }
    }

    private static boolean hasMore(String word) {
        return word.codePoints().anyMatch(letter -> Character.isWhitespace(letter) || "%_-'".indexOf(letter) >= 0);
    }
}
