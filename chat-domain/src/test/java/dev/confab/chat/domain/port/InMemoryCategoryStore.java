package dev.confab.chat.domain.port;

import static java.util.stream.Collectors.toMap;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.category.CategoryProfile;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Categories in a map. */
public final class InMemoryCategoryStore implements CategoryStore {

    private final InMemoryTransactions transactions;

    public InMemoryCategoryStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void lock(UserId owner) {
        transactions.writing();
    }

    @Override
    public void add(Category category) {
        var tables = transactions.writing();
        if (!tables.rooms.keySet().containsAll(category.profile().rooms())) {
            throw new Refusal.Invalid("rooms", "Must name existing rooms.");
        }
        tables.categories.put(category.id(), category);
    }

    @Override
    public void update(Category category) {
        add(category);
    }

    @Override
    public void delete(CategoryId id) {
        transactions.writing().categories.remove(id);
    }

    @Override
    public Optional<Category> find(CategoryId id) {
        return Optional.ofNullable(transactions.reading().categories.get(id));
    }

    @Override
    public Page<Category> of(UserId owner, Page.Window window) {
        return Pages.cut(all(owner), window);
    }

    @Override
    public int count(UserId owner) {
        return all(owner).size();
    }

    @Override
    public Optional<CategoryId> findByKey(UserId owner, String key) {
        return all(owner).stream()
                .filter(category -> category.profile().key().equals(key))
                .map(Category::id)
                .findAny();
    }

    @Override
    public Map<RoomId, List<CategoryId>> containing(Set<RoomId> rooms, UserId owner) {
        return rooms.stream()
                .collect(toMap(
                        Function.identity(),
                        room -> all(owner).stream()
                                .filter(category -> category.profile().rooms().contains(room))
                                .map(Category::id)
                                .toList()));
    }

    @Override
    public Map<UserId, List<CategoryId>> containing(RoomId room, Set<UserId> owners) {
        return owners.stream()
                .collect(toMap(
                        Function.identity(),
                        owner -> containing(Set.of(room), owner).get(room)));
    }

    private List<Category> all(UserId owner) {
        return transactions.reading().categories.values().stream()
                .filter(category -> category.owner().equals(owner))
                .sorted(Comparator.comparing(category -> category.id().toString()))
                .toList();
    }

    /** Returns {@code category} after the deletion of {@code room}. */
    static Category without(RoomId room, Category category) {
        var profile = category.profile();
        var others =
                profile.rooms().stream().filter(other -> !other.equals(room)).collect(Collectors.toSet());
        return category.withProfile(new CategoryProfile(profile.title(), profile.description(), others));
    }
}
