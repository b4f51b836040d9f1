package dev.confab.chat.application.category;

import static java.util.stream.Collectors.toSet;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.category.CategoryProfile;
import dev.confab.chat.domain.port.CategoryStore;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

final class CategoriesService implements Categories {

    private final Transactions transactions;
    private final CategoryStore categories;
    private final RoomStore rooms;
    private final IdSource ids;

    CategoriesService(Stores stores, Environment environment) {
        this.transactions = stores.transactions();
        this.categories = stores.categories();
        this.rooms = stores.rooms();
        this.ids = environment.ids();
    }

    @Override
    public Category create(UserId owner, CategoryProfile profile) {
        return transactions.write(() -> {
            categories.lock(owner);
            var made = Category.create(new CategoryId(ids.next()), owner, profile, categories.count(owner));
            requireVisible(owner, profile.rooms());
            requireFreeTitle(made);
            categories.add(made);
            return made;
        });
    }

    @Override
    public Category find(UserId owner, CategoryId category) {
        return transactions.read(
                () -> seen(owner, List.of(require(owner, category))).get(0));
    }

    @Override
    public Page<Category> list(UserId owner, Page.Window window) {
        return transactions.read(() -> {
            var page = categories.of(owner, window);
            return new Page<>(page.total(), seen(owner, page.items()));
        });
    }

    @Override
    public Category changeProfile(UserId owner, CategoryId id, UnaryOperator<CategoryProfile> change) {
        return transactions.write(() -> {
            categories.lock(owner);
            var before = require(owner, id);
            var changed = before.withProfile(change.apply(before.profile()));
            if (!changed.profile().rooms().equals(before.profile().rooms())) {
                requireVisible(owner, changed.profile().rooms());
            }
            if (!changed.equals(before)) {
                requireFreeTitle(changed);
                categories.update(changed);
            }
            return seen(owner, List.of(changed)).get(0);
        });
    }

    @Override
    public void delete(UserId owner, CategoryId category) {
        transactions.write(() -> {
            categories.lock(owner);
            categories.delete(require(owner, category).id());
            return category;
        });
    }

    private Category require(UserId owner, CategoryId id) {
        return categories
                .find(id)
                .orElseThrow(() -> new Refusal.NotFound("category"))
                .requireOwnedBy(owner);
    }

    private void requireVisible(UserId owner, Set<RoomId> wanted) {
        if (!rooms.visibleAmong(wanted, owner).containsAll(wanted)) {
            throw new Refusal.Invalid("rooms", "Must name existing rooms.");
        }
    }

    private void requireFreeTitle(Category wanted) {
        var holder = categories.findByKey(wanted.owner(), wanted.profile().key());
        if (holder.filter(other -> !other.equals(wanted.id())).isPresent()) {
            throw new Refusal.Conflict("You have a category of this title already.");
        }
    }

    /** The categories with those of their rooms that their owner can see; one statement for all of them. */
    private List<Category> seen(UserId owner, List<Category> found) {
        var all = found.stream()
                .flatMap(category -> category.profile().rooms().stream())
                .collect(toSet());
        var visible = rooms.visibleAmong(all, owner);
        return found.stream().map(category -> seen(category, visible)).toList();
    }

    private static Category seen(Category category, Set<RoomId> visible) {
        var profile = category.profile();
        var rooms = profile.rooms().stream().filter(visible::contains).collect(toSet());
        return category.withProfile(new CategoryProfile(profile.title(), profile.description(), rooms));
    }
}
