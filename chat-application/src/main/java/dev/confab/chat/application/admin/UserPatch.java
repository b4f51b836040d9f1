package dev.confab.chat.application.admin;

import dev.confab.chat.domain.user.Password;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of an account; null for what stays as it is.
 *
 * @param active whether it is good
 * @param staff whether it may use the administration
 */
public record UserPatch(
        @Nullable Boolean active,
        @Nullable Boolean staff,
        @Nullable Password password) {

    boolean deactivates() {
        return Boolean.FALSE.equals(active);
    }

    boolean demotes() {
        return Boolean.FALSE.equals(staff);
    }
}
