package dev.confab.chat.domain.category;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.UserId;

/**
 * A folder in which one person keeps rooms; nobody else ever sees it. A room may be in several, and stays in them while
 * its owner cannot see it.
 */
public record Category(CategoryId id, UserId owner, CategoryProfile profile) {

    /** The most categories that one person has. */
    public static final int MAX_OF_OWNER = 100;

    /**
     * A new category.
     *
     * @param others how many its owner has already
     * @throws Refusal.Conflict if these are as many as one person may have
     */
    public static Category create(CategoryId id, UserId owner, CategoryProfile profile, int others) {
        if (others >= MAX_OF_OWNER) {
            throw new Refusal.Conflict("You have " + MAX_OF_OWNER + " categories; delete some first.");
        }
        return new Category(id, owner, profile.requireNewTitle(null));
    }

    /** Answers itself to its owner; to everybody else it does not exist. */
    public Category requireOwnedBy(UserId user) {
        if (!owner.equals(user)) {
            throw new Refusal.NotFound("category");
        }
        return this;
    }

    public Category withProfile(CategoryProfile wanted) {
        return new Category(id, owner, wanted.requireNewTitle(profile.title()));
    }
}
