package dev.confab.chat.domain.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryTest {

    private final UserId owner = new UserId(UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\u3000", "123456789012345678901234567890123456789012345678901", "a\u0000b", "\ud800"})
    void titleHas1To50Characters(String title) {
        assertInvalid("title", () -> profile(title));
        assertThat(profile("𝒳".repeat(50)).title()).hasSize(100);
    }

    @Test
    void descriptionAndRoomsHaveBounds() {
        assertInvalid("description", () -> new CategoryProfile("x", "x".repeat(4_001), Set.of()));
        assertInvalid("rooms", () -> new CategoryProfile("x", "", rooms(1_001)));
        assertThat(new CategoryProfile("x", "x".repeat(4_000), rooms(1_000)).rooms())
                .hasSize(1_000);
    }

    @Test
    void titlesDifferingInCaseOrOuterSpaceHaveOneKey() {
        assertThat(profile(" Wörk ").key()).isEqualTo(profile("WÖRK").key());
        assertThat(profile("Straße").key()).isEqualTo(profile("STRASSE").key());
        assertThat(profile("Work").key()).isNotEqualTo(profile("W ork").key());
        assertThat(profile(" Wörk ").title()).isEqualTo(" Wörk ");
    }

    @Test
    void newTitleIsOneLineAndOldTitleStays() {
        var made = made(0);
        for (var wrong : new String[] {"a\nb", "a\u202eb", "\u200b"}) {
            assertInvalid("title", () -> made.withProfile(profile(wrong)));
            assertInvalid("title", () -> Category.create(made.id(), owner, profile(wrong), 0));
        }
        var old = new Category(made.id(), owner, profile("a\nb"));
        assertThat(old.withProfile(new CategoryProfile("a\nb", "more", Set.of()))
                        .profile()
                        .description())
                .isEqualTo("more");
        assertThat(profile("cafe\u0301").key()).isEqualTo(profile("CAFÉ").key());
    }

    @Test
    void userHasAtMost100Categories() {
        assertThat(made(99).owner()).isEqualTo(owner);
        assertThatThrownBy(() -> made(100)).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void categoryIsFoundByItsOwnerOnly() {
        var category = made(0);
        assertThat(category.requireOwnedBy(owner)).isEqualTo(category);
        assertThatThrownBy(() -> category.requireOwnedBy(new UserId(UUID.randomUUID())))
                .isInstanceOf(Refusal.NotFound.class);
    }

    private Category made(int others) {
        return Category.create(new CategoryId(UUID.randomUUID()), owner, profile("x"), others);
    }

    private static CategoryProfile profile(String title) {
        return new CategoryProfile(title, "", Set.of());
    }

    private static Set<RoomId> rooms(int count) {
        return Stream.generate(() -> new RoomId(UUID.randomUUID())).limit(count).collect(Collectors.toSet());
    }

    private static void assertInvalid(String field, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo(field));
    }
}
