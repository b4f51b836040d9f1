package dev.confab.chat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Ünïcode",
                "U\u0308ber",
                "张伟",
                "мария",
                "a.b-c_d",
                "ann_мария",
                "山田タロウ",
                "ひらがなABC",
                "김철수",
                "हिन्दी",
                "สมชาย",
                "x2",
                "مریم۲",
                "_ann_",
                "ｗｉｄｅ",
                "ﬁona",
                "李雷ok",
                "ann-099a8057"
            })
    void newNameHasOneScriptPerWord(String name) {
        assertThat(new Username(name).requireNew()).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "аnn",
                "annа_b",
                "αbc",
                "한ひ",
                "ann@example.org",
                "a/b",
                "a\\b",
                "a+b",
                "👩",
                "..",
                "_",
                "-.-",
                "\u3164",
                "\u2800",
                "\u034f",
                "ann\ufe0f",
                "ann\u034f",
                "ann\u3164",
                "ann\u17b4",
                "ann\u2800",
                "\u0301ann",
                "a.\u0301b",
                "system",
                "SYSTEM",
                "ѕуѕtem",
                "systern",
                "ｓystem",
                "room",
                "№1",
                "x²y!",
                "\ufdfa",
                "a·b"
            })
    void confusableNameIsRefused(String name) {
        assertThatThrownBy(() -> new Username(name).requireNew())
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("username"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ann@example.org", "Ünïcode", "张伟", "мария", "👩", "a.b-c_d+e", "\\'\"<>&%"})
    void oldNamesStayValid(String name) {
        assertThat(new Username(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                " a",
                "a\t",
                "a\n",
                "a\u00a0b",
                "a\u3000",
                "a\u200bb",
                "a\u202eb",
                "a\ufeff",
                "a\u0007",
                "a\u0000",
                "\ud83d"
            })
    void namesWithSpacesOrInvisibleCharactersAreInvalid(String name) {
        assertThatThrownBy(() -> new Username(name))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("username"));
    }

    @Test
    void nameHasAtMost150CodePoints() {
        assertThat(new Username("𝒳".repeat(150)).value()).hasSize(300);
        assertThatThrownBy(() -> new Username("x".repeat(151))).isInstanceOf(Refusal.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"Ann, aNN", "STRASSE, Straße", "ΣΊΣΥΦΟΣ, σίσυφος", "МАРИЯ, мария", "ǆ, ǅ", "ann, ａｎｎ", "fiona, ﬁona"})
    void namesDifferingInCaseHaveOneKey(String one, String other) {
        assertThat(new Username(one).key()).isEqualTo(new Username(other).key());
    }

    @ParameterizedTest
    @CsvSource({"ann, anne", "e, é", "o, 0", "мария, mария"})
    void differentNamesHaveDifferentKeys(String one, String other) {
        assertThat(new Username(one).key()).isNotEqualTo(new Username(other).key());
    }

    @Test
    void keyOfAKeyIsTheKey() {
        for (var name : new String[] {"Straße", "ΐ", "ﬃ", "İstanbul", "ıI", "Ǆ"}) {
            var key = new Username(name).key();
            assertThat(new Username(key).key()).as(name).isEqualTo(key);
        }
    }

    @Test
    void composedAndDecomposedSpellingsHaveOneKey() {
        assertThat(new Username("A\u030asa").key()).isEqualTo(new Username("\u00c5sa").key());
        assertThat(new Username("ann\ufe0f").key()).isEqualTo("ann");
    }

    @ParameterizedTest
    @CsvSource({"ann, аnn", "paypal, paypaI", "paypal, PAYPA1", "ipa, ІРА", "olivia, 0livia", "modern, rnodern"})
    void lookAlikesShareALook(String one, String other) {
        assertThat(new Username(one).looks()).containsAnyElementsOf(new Username(other).looks());
    }

    @ParameterizedTest
    @CsvSource({"ann, anne", "ali, all", "e, é", "anna, hanna", "u10, u11", "user-2, user-3", "мария, марина"})
    void differentNamesShareNoLook(String one, String other) {
        assertThat(new Username(one).looks()).doesNotContainAnyElementsOf(new Username(other).looks());
    }

    @Test
    void keyOfTheLongestNameFitsAnIndex() {
        var long1 = new Username("\ufdfa".repeat(149) + "a");
        var long2 = new Username("\ufdfa".repeat(149) + "b");
        assertThat(long1.key().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeLessThan(2_000);
        assertThat(long1.key()).isNotEqualTo(long2.key());
        assertThat(long1.looks()).allSatisfy(look -> assertThat(look.length()).isLessThan(1_000));
    }

    @Test
    void capitalSharpSFoldsLikeTheSmallOne() {
        assertThat(new Username("STRAẞE").key()).isEqualTo(new Username("straße").key());
    }
}
