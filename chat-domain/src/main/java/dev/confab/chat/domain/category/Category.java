package dev.confab.chat.domain.category;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.UserId;

/**
 * A user's private folder of rooms. A room can be in several categories, and stays in them while their owner cannot see
 * the room.
 */
public record Category(CategoryId id, UserId owner, CategoryProfile profile) {

    /** Maximum number of categories of one user. */
    public static final int MAX_OF_OWNER = 100;

    /**
     * Returns a new category.
     *
     * @param existing the number of categories that the owner already has
     * @throws Refusal.Conflict if the owner has {@value #MAX_OF_OWNER} categories
     */
    public static Category create(CategoryId id, UserId owner, CategoryProfile profile, int existing) {
        if (existing >= MAX_OF_OWNER) {
            throw new Refusal.Conflict("You cannot have more than " + MAX_OF_OWNER + " categories; delete some first.");
        }
        return new Category(id, owner, profile.requireNewTitle(null));
    }

    /**
     * Returns this category.
     *
     * @throws Refusal.NotFound unless {@code userId} is its owner
     */
    public Category requireOwnedBy(UserId userId) {
        if (!owner.equals(userId)) {
            throw new Refusal.NotFound("category");
        }
        return this;
    }

    /** Returns this category with another profile; a changed title follows the rules of {@link OneLine}. */
    public Category withProfile(CategoryProfile newProfile) {
        return new Category(id, owner, newProfile.requireNewTitle(profile.title()));
    }
}
