package dev.confab.chat.application.account;

import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, proven by a token.
 *
 * @param login which the proof ends with; null if there is none, as for a user of a host application
 * @param expires when the proof ends
 */
public record Caller(User user, @Nullable LoginId login, Instant expires) {}
