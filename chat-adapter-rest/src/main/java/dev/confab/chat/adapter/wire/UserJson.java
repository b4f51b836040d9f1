package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/** A user as all other users see them, without the e-mail address. Users have no images yet. */
public record UserJson(
        UserId id,
        String username,
        String displayName,
        boolean isOnline,
        @Nullable String avatar) {

    public static UserJson of(User user, boolean online) {
        return new UserJson(user.id(), user.username().value(), user.displayName(), online, null);
    }
}
