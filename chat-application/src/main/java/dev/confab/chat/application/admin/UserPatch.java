package dev.confab.chat.application.admin;

import dev.confab.chat.domain.user.Password;
import org.jspecify.annotations.Nullable;

/**
 * The changes of an account; null for what does not change.
 *
 * @param active whether the user may use chat
 * @param staff whether the user may use the administration
 */
public record UserPatch(
        @Nullable Boolean active,
        @Nullable Boolean staff,
        @Nullable Password password) {

    boolean activates() {
        return Boolean.TRUE.equals(active);
    }

    boolean deactivates() {
        return Boolean.FALSE.equals(active);
    }

    boolean demotes() {
        return Boolean.FALSE.equals(staff);
    }
}
