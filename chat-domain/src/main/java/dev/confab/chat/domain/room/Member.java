package dev.confab.chat.domain.room;

import dev.confab.chat.domain.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A membership and who it belongs to.
 *
 * @param user null for the system member
 */
public record Member(Membership membership, @Nullable User user) {

    /** What the system member is called. */
    public static final String SYSTEM_NAME = "System";

    /** The name that others read. */
    public String name() {
        return user == null ? SYSTEM_NAME : user.displayName();
    }
}
