package dev.confab.chat.application.account;

import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.Username;
import org.jspecify.annotations.Nullable;

/** Somebody wants an account; without a display name the user name is shown. */
public record SignUp(
        Username username,
        Password password,
        @Nullable Email email,
        @Nullable String displayName) {}
