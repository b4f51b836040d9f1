package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A member of the staff, or a service of the operator, who may administer users and rooms without being a member.
 *
 * @param user null for a service
 * @param name the name for log messages
 */
public record Administrator(@Nullable UserId user, String name) {

    /**
     * Returns the user as an administrator.
     *
     * @throws Refusal.Forbidden unless the user belongs to the staff
     */
    public static Administrator of(User user) {
        if (!user.staff()) {
            throw new Refusal.Forbidden("Only members of the staff can do this.");
        }
        return new Administrator(user.id(), "user " + user.id());
    }

    public static Administrator of(ServiceName service) {
        return new Administrator(null, "service " + service);
    }

    /**
     * Checks that the target is another account, so that administrators cannot lock themselves out.
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
