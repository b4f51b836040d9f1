package dev.confab.chat.domain.user;

import org.jspecify.annotations.Nullable;

/**
 * What people say of themselves.
 *
 * @param displayName what others read; null or blank for the user name
 * @param email for nobody else's eyes; null for none
 */
public record UserProfile(
        @Nullable String displayName, @Nullable Email email) {

    String nameOr(Username username) {
        return displayName == null || displayName.isBlank() ? username.value() : displayName;
    }
}
