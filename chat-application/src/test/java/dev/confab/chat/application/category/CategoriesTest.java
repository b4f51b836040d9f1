package dev.confab.chat.application.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryProfile;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CategoriesTest {

    private static final Page.Window ALL = new Page.Window(200, 0);

    private final TestChat t = new TestChat();
    private final Categories categories = t.chat.categories();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final RoomId open = t.room(ann, true);
    private final RoomId hidden = t.room(ann, false, bob);

    @Test
    void categoryHoldsRoomsVisibleToOwner() {
        var work = create(bob, "Work", open, hidden);

        assertThat(categories.find(bob.id(), work.id())).isEqualTo(work);
        assertThat(t.view(bob, open).categories()).containsExactly(work.id());
        assertThat(t.view(ann, open).categories()).isEmpty();
        var secret = t.room(ann, false);
        assertThatThrownBy(() -> create(bob, "Other", open, secret))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("rooms"));
    }

    @Test
    void hiddenRoomShowsUpOnceVisibleAgain() {
        var work = create(bob, "Work", open, hidden);

        t.chat.members().leave(bob.id(), hidden);

        assertThat(categories.find(bob.id(), work.id()).profile().rooms()).containsExactly(open);
        assertThat(categories.list(bob.id(), ALL).items().get(0).profile().rooms())
                .containsExactly(open);
        var renamed =
                categories.changeProfile(bob.id(), work.id(), profile -> categoryProfile("Play", profile.rooms()));
        assertThat(renamed.profile()).isEqualTo(categoryProfile("Play", Set.of(open)));

        t.chat.members().add(ann.id(), hidden, TestChat.idsOf(bob));
        assertThat(categories.find(bob.id(), work.id()).profile().rooms()).containsExactlyInAnyOrder(open, hidden);
    }

    @Test
    void titleIsUniquePerOwner() {
        var work = create(ann, "Work");
        var play = create(ann, "Play");
        create(bob, "Work");

        assertThatThrownBy(() -> create(ann, " wORK ")).isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() -> changeProfile(ann, play, categoryProfile("WORK", Set.of())))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(changeProfile(ann, work, categoryProfile("WORK", Set.of(open)))
                        .profile()
                        .title())
                .isEqualTo("WORK");
    }

    @Test
    void categoriesOfOthersAreNotFound() {
        var work = create(ann, "Work");

        assertThatThrownBy(() -> categories.find(bob.id(), work.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> changeProfile(bob, work, categoryProfile("x", Set.of())))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> categories.delete(bob.id(), work.id())).isInstanceOf(Refusal.NotFound.class);
        assertThat(categories.list(bob.id(), ALL).items()).isEmpty();
        assertThat(categories.list(ann.id(), ALL).items()).containsExactly(work);
    }

    @Test
    void deletingCategoryKeepsRooms() {
        var work = create(ann, "Work", open);

        categories.delete(ann.id(), work.id());

        assertThatThrownBy(() -> categories.find(ann.id(), work.id())).isInstanceOf(Refusal.NotFound.class);
        assertThat(t.view(ann, open).categories()).isEmpty();
        create(ann, "Work", open);
    }

    @Test
    void ownerHasAtMostHundredCategories() {
        for (int made = 0; made < Category.MAX_OF_OWNER; made++) {
            create(ann, "Category " + made);
        }
        assertThatThrownBy(() -> create(ann, "One more")).isInstanceOf(Refusal.Conflict.class);
        create(bob, "One more");
    }

    private Category create(User owner, String title, RoomId... rooms) {
        return categories.create(owner.id(), categoryProfile(title, Set.of(rooms)));
    }

    private Category changeProfile(User owner, Category category, CategoryProfile profile) {
        return categories.changeProfile(owner.id(), category.id(), before -> profile);
    }

    private static CategoryProfile categoryProfile(String title, Set<RoomId> rooms) {
        return new CategoryProfile(title, "", rooms);
    }
}
