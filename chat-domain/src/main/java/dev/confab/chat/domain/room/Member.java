package dev.confab.chat.domain.room;

import dev.confab.chat.domain.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A membership with its user.
 *
 * @param user null for the system member
 */
public record Member(Membership membership, @Nullable User user) {

    /** The name of the system member. */
    public static final String SYSTEM_NAME = "System";

    /** Returns the name that other members read. */
    public String name() {
        return user == null ? SYSTEM_NAME : user.displayName();
    }
}
