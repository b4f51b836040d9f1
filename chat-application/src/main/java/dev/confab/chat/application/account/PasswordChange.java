package dev.confab.chat.application.account;

import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserId;

/**
 * Somebody wants another password.
 *
 * @param login the log-in that asks, and that goes on
 */
public record PasswordChange(UserId user, LoginId login, Password oldPassword, Password newPassword) {}
