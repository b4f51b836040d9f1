package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Whoever administers: one of the staff, or a service of the operator. May see and do what needs no membership.
 *
 * @param user null for a service
 * @param name what a log calls them
 */
public record Administrator(@Nullable UserId user, String name) {

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
     * Prevents administrators from locking themselves out.
     *
     * @param field the changed field, spelled as on the wire
     * @throws Refusal.Invalid if {@code target} is this administrator
     */
    public void requireOther(UserId target, String field) {
        if (target.equals(user)) {
            throw new Refusal.Invalid(field, "You cannot do this to your own account.");
        }
    }
}
