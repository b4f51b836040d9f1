package dev.confab.chat.application.category;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.category.CategoryProfile;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.user.UserId;
import java.util.function.UnaryOperator;

/**
 * A person's own folders of rooms. Those of others are a {@link Refusal.NotFound}, and so is one that does not exist. An
 * answer names only rooms that its owner can see at the moment; the others stay in the category and come back with the
 * sight of them.
 */
public interface Categories {

    /**
     * Makes a category.
     *
     * @throws Refusal.Conflict if {@code owner} has one of that title, whatever its case and the space around it, or as
     *     many as one may have
     * @throws Refusal.Invalid naming {@code rooms} if {@code owner} cannot see one of them
     */
    Category create(UserId owner, CategoryProfile profile);

    Category find(UserId owner, CategoryId category);

    /** Those of {@code owner}, the oldest first. */
    Page<Category> list(UserId owner, Page.Window window);

    /**
     * Changes a category to what {@code change} makes of it, under the terms of {@link #create}. Rooms that it leaves as
     * they are need not be in sight.
     */
    Category changeProfile(UserId owner, CategoryId category, UnaryOperator<CategoryProfile> change);

    /** Deletes the category; its rooms stay. */
    void delete(UserId owner, CategoryId category);

    static Categories of(Stores stores, Environment environment) {
        return new CategoriesService(stores, environment);
    }
}
