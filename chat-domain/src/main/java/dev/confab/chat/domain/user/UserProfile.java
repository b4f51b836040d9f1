package dev.confab.chat.domain.user;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of an account that its user can change.
 *
 * @param displayName the name that other users read; null or empty to use the user name
 * @param email visible to the user alone; null for none
 */
public record UserProfile(
        @Nullable String displayName, @Nullable Email email) {

    /** Returns the names by which others know the user, which must not be used as a password. */
    List<String> namesWith(Username username) {
        var names = new ArrayList<>(List.of(username.value(), nameOr(username)));
        if (email != null) {
            names.add(email.mailbox());
        }
        return names;
    }

    String nameOr(Username username) {
        return displayName == null || displayName.isEmpty() ? username.value() : displayName;
    }
}
