package dev.confab.chat.application.account;

import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.User;
import java.time.Instant;

/**
 * Who is calling, proven by an access token.
 *
 * @param expires when the proof ends
 */
public record Caller(User user, LoginId login, Instant expires) {}
