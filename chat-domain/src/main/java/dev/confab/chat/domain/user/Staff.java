package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import java.util.Set;

/**
 * The users who may use the administration.
 *
 * @param people the active ones among them
 */
public record Staff(Set<UserId> people) {

    public Staff {
        people = Set.copyOf(people);
    }

    /**
     * Checks that the staff has another active member than {@code userId}, so that the user can leave it.
     *
     * @throws Refusal.Conflict if {@code userId} is the last one
     */
    public void requireOtherThan(UserId userId) {
        if (people.equals(Set.of(userId))) {
            throw new Refusal.Conflict("The last active member of the staff cannot be removed.");
        }
    }
}
