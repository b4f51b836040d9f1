package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/** An account as its user sees it. */
public record AccountJson(
        UserId id,
        String username,
        String displayName,
        @Nullable String email,
        boolean isStaff) {

    public static AccountJson of(User user) {
        var email = user.email();
        return new AccountJson(
                user.id(),
                user.username().value(),
                user.displayName(),
                email == null ? null : email.value(),
                user.staff());
    }
}
