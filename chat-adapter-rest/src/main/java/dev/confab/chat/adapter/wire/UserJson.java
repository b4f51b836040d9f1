package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/** A person as everybody may see them: never with an e-mail address. There are no pictures of people so far. */
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
