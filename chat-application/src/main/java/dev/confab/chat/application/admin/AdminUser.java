package dev.confab.chat.application.admin;

import dev.confab.chat.domain.user.User;

/**
 * Somebody as the administration sees them.
 *
 * @param devices how many they have registered
 */
public record AdminUser(User user, boolean isOnline, int devices) {}
