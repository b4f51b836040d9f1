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
            var created = Category.create(new CategoryId(ids.next()), owner, profile, categories.count(owner));
            requireVisible(owner, profile.rooms());
            requireFreeTitle(created);
            categories.add(created);
            return created;
        });
    }

    @Override
    public Category find(UserId owner, CategoryId category) {
        return transactions.read(() ->
                withVisibleRooms(owner, List.of(requireOwn(owner, category))).get(0));
    }

    @Override
    public Page<Category> list(UserId owner, Page.Window window) {
        return transactions.read(() -> {
            var page = categories.of(owner, window);
            return new Page<>(page.total(), withVisibleRooms(owner, page.items()));
        });
    }

    @Override
    public Category changeProfile(UserId owner, CategoryId id, UnaryOperator<CategoryProfile> change) {
        return transactions.write(() -> {
            categories.lock(owner);
            var before = requireOwn(owner, id);
            var after = before.withProfile(change.apply(before.profile()));
            if (!after.profile().rooms().equals(before.profile().rooms())) {
                requireVisible(owner, after.profile().rooms());
            }
            if (!after.equals(before)) {
                requireFreeTitle(after);
                categories.update(after);
            }
            return withVisibleRooms(owner, List.of(after)).get(0);
        });
    }

    @Override
    public void delete(UserId owner, CategoryId category) {
        transactions.write(() -> {
            categories.lock(owner);
            categories.delete(requireOwn(owner, category).id());
            return category;
        });
    }

    private Category requireOwn(UserId owner, CategoryId id) {
        return categories
                .find(id)
                .orElseThrow(() -> new Refusal.NotFound("category"))
                .requireOwnedBy(owner);
    }

    private void requireVisible(UserId owner, Set<RoomId> roomIds) {
        if (!rooms.visibleAmong(roomIds, owner).containsAll(roomIds)) {
            throw new Refusal.Invalid("rooms", "Must name existing rooms.");
        }
    }

    private void requireFreeTitle(Category category) {
        var holder = categories.findByKey(category.owner(), category.profile().key());
        if (holder.filter(id -> !id.equals(category.id())).isPresent()) {
            throw new Refusal.Conflict("You already have a category with this title.");
        }
    }

    /** Returns the categories without rooms that their owner cannot see. Needs one statement for all of them. */
    private List<Category> withVisibleRooms(UserId owner, List<Category> found) {
        var all = found.stream()
                .flatMap(category -> category.profile().rooms().stream())
                .collect(toSet());
        var visible = rooms.visibleAmong(all, owner);
        return found.stream().map(category -> withRooms(category, visible)).toList();
    }

    private static Category withRooms(Category category, Set<RoomId> visible) {
        var profile = category.profile();
        var rooms = profile.rooms().stream().filter(visible::contains).collect(toSet());
        return category.withProfile(new CategoryProfile(profile.title(), profile.description(), rooms));
    }
}
