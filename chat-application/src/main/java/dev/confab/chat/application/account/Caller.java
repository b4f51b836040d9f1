package dev.confab.chat.application.account;

import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The authenticated user of a request.
 *
 * @param login the login whose end invalidates the token; null for a user of a host application
 * @param expires when the token expires
 */
public record Caller(User user, @Nullable LoginId login, Instant expires) {}
