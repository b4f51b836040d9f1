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
 * A user's private categories of rooms. Methods that take a category throw {@link Refusal.NotFound} if it does not exist or
 * has another owner. Results contain only rooms that the owner can see now; other rooms stay in the category and show up
 * once they are visible again.
 */
public interface Categories {

    /**
     * Creates a category.
     *
     * @throws Refusal.Conflict if {@code owner} has a category of this title, compared without case and surrounding white
     *     space, or has too many categories
     * @throws Refusal.Invalid naming {@code rooms} if {@code owner} cannot see one of them
     */
    Category create(UserId owner, CategoryProfile profile);

    /** Returns one category. */
    Category find(UserId owner, CategoryId category);

    /** Returns the categories of {@code owner}, the oldest first. */
    Page<Category> list(UserId owner, Page.Window window);

    /**
     * Changes a category, with the refusals of {@link #create}. If the rooms do not change, they need not be visible.
     *
     * @param change returns the new profile for the current one
     */
    Category changeProfile(UserId owner, CategoryId category, UnaryOperator<CategoryProfile> change);

    /** Deletes the category, but not its rooms. */
    void delete(UserId owner, CategoryId category);

    /** Returns the use cases over {@code stores}. */
    static Categories of(Stores stores, Environment environment) {
        return new CategoriesService(stores, environment);
    }
}
