package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import java.util.Set;

/**
 * All who may use the administration.
 *
 * @param people those of them who are active
 */
public record Staff(Set<UserId> people) {

    public Staff {
        people = Set.copyOf(people);
    }

    /**
     * Keeps the staff from vanishing.
     *
     * @throws Refusal.Conflict if nobody would be left without {@code user}
     */
    public void requireOtherThan(UserId user) {
        if (people.equals(Set.of(user))) {
            throw new Refusal.Conflict("Nobody else is of the staff.");
        }
    }
}
