package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Whoever administers: one of the staff, or a service of the operator. May see and do what needs no membership.
 *
 * @param person null for a service
 * @param name what a log calls them
 */
public record Administrator(@Nullable UserId person, String name) {

    /**
     * Somebody who administers.
     *
     * @throws Refusal.Forbidden unless they are of the staff
     */
    public static Administrator of(User user) {
        if (!user.staff()) {
            throw new Refusal.Forbidden("Only the staff may do that.");
        }
        return new Administrator(user.id(), "user " + user.id());
    }

    public static Administrator of(ServiceName service) {
        return new Administrator(null, "service " + service);
    }

    /**
     * Keeps people from shutting themselves out.
     *
     * @param field what they would change of themselves, in the spelling of the wire contract
     * @throws Refusal.Invalid if {@code user} is who administers
     */
    public void requireOther(UserId user, String field) {
        if (user.equals(person)) {
            throw new Refusal.Invalid(field, "Nobody can do that to themselves.");
        }
    }
}
