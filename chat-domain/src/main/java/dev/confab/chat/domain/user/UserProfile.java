package dev.confab.chat.domain.user;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people say of themselves.
 *
 * @param displayName what others read; null or empty for the user name
 * @param email for nobody else's eyes; null for none
 */
public record UserProfile(
        @Nullable String displayName, @Nullable Email email) {

    /** What others know or guess somebody by who signs in as {@code username}: nothing to make a password of. */
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
