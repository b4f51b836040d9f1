package dev.confab.chat.application.account;

import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserId;

/**
 * The command to change a password.
 *
 * @param login the login of the request, which does not end
 */
public record PasswordChange(UserId user, LoginId login, Password oldPassword, Password newPassword) {}
