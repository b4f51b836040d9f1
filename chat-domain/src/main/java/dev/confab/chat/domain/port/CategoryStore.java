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
 * Keeps people's categories. A room that is deleted is gone from all of them. However many rooms there are in a
 * category, each call takes a constant number of statements. Call within {@link Transactions}.
 */
public interface CategoryStore {

    /**
     * Keeps everybody else from locking the categories of {@code owner} until the transaction ends. Every change of one
     * starts with this, so that they can be counted and their titles be compared.
     */
    void lock(UserId owner);

    /**
     * Stores a new category.
     *
     * @throws Refusal.Invalid naming {@code rooms} if one of its rooms does not exist any more
     */
    void add(Category category);

    /** Stores {@code category} over the one of the same id; under the terms of {@link #add}. */
    void update(Category category);

    /** Deletes the category, if it is there; its rooms stay. */
    void delete(CategoryId id);

    Optional<Category> find(CategoryId id);

    /** The categories of {@code owner} in the order of their ids. */
    Page<Category> of(UserId owner, Page.Window window);

    int count(UserId owner);

    /** The category of {@code owner} whose {@link dev.confab.chat.domain.category.CategoryProfile#key} this is. */
    Optional<CategoryId> findByKey(UserId owner, String key);

    /** In which categories of {@code owner} each of {@code rooms} is, in the order of ids; rooms in none may be missing. */
    Map<RoomId, List<CategoryId>> containing(Set<RoomId> rooms, UserId owner);

    /** In which categories of each of {@code owners} the room is, in the order of ids; who has none may be missing. */
    Map<UserId, List<CategoryId>> containing(RoomId room, Set<UserId> owners);
}
