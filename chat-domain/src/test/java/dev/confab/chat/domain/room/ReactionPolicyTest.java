package dev.confab.chat.domain.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionPolicyTest {

    static String[] contents() {
        return new String[] {"👍🏽", "+1", ":tada:", "👩‍❤️‍💋‍👨", "𝒳".repeat(Reaction.MAX_LENGTH), "...", " ok "};
    }

    @ParameterizedTest
    @MethodSource("contents")
    void everyContentIsAllowedWithoutAList(String content) {
        assertThat(ReactionPolicy.ANY.require(content)).isEqualTo(content);
        assertThat(new ReactionPolicy(Set.of(content)).require(content)).isEqualTo(content);
        assertRefused(new ReactionPolicy(Set.of("👎")), content);
    }

    @Test
    void allowedContentsAreComparedExactly() {
        assertRefused(new ReactionPolicy(Set.of("ok")), "OK");
        assertRefused(new ReactionPolicy(Set.of("👍")), "👍🏽");
        assertThatThrownBy(() -> new ReactionPolicy(Set.of("👍")).require("x")).hasMessage("Invalid reaction");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "/", "\\", ".", "..", "a\u0000", "\ud800"})
    void invalidContentIsNeverAllowed(String content) {
        assertRefused(ReactionPolicy.ANY, content);
        assertThatThrownBy(() -> new ReactionPolicy(Set.of(content))).isInstanceOf(Refusal.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u2800", "a\u202eb", "a\nb", "\ufe0f"})
    void invisibleContentIsNoNewReaction(String content) {
        assertRefused(ReactionPolicy.ANY, content);
    }

    @Test
    void contentHasAtMost32Characters() {
        assertRefused(ReactionPolicy.ANY, "x".repeat(Reaction.MAX_LENGTH + 1));
    }

    private static void assertRefused(ReactionPolicy policy, String content) {
        assertThatThrownBy(() -> policy.require(content))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("body"));
    }
}
