package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store of categories. A deleted room disappears from all of them. Each call takes a constant number of statements,
 * regardless of the number of rooms in a category. All calls must be made within {@link Transactions}.
 */
public interface CategoryStore {

    /**
     * Locks the categories of {@code owner} until the transaction ends. Every change of a category starts with this call,
     * so that counting them and comparing their titles is safe.
     */
    void lock(UserId owner);

    /**
     * Stores a new category.
     *
     * @throws Refusal.Invalid for {@code rooms} if one of its rooms does not exist
     */
    void add(Category category);

    /**
     * Replaces the category of the same id.
     *
     * @throws Refusal.Invalid for {@code rooms} if one of its rooms does not exist
     */
    void update(Category category);

    /** Deletes the category if it exists. Its rooms stay. */
    void delete(CategoryId id);

    Optional<Category> find(CategoryId id);

    /** Returns the categories of {@code owner} in the order of their ids. */
    Page<Category> of(UserId owner, Page.Window window);

    /** Returns the number of categories of {@code owner}. */
    int count(UserId owner);

    /** Finds the category of {@code owner} with this {@link dev.confab.chat.domain.category.CategoryProfile#key}. */
    Optional<CategoryId> findByKey(UserId owner, String key);

    /**
     * Returns the categories of {@code owner} that contain each of {@code rooms}, in the order of ids. Rooms without a
     * category may be missing.
     */
    Map<RoomId, List<CategoryId>> containing(Set<RoomId> rooms, UserId owner);

    /**
     * Returns the categories of each of {@code owners} that contain {@code room}, in the order of ids. Owners without
     * such a category may be missing.
     */
    Map<UserId, List<CategoryId>> containing(RoomId room, Set<UserId> owners);
}
