package dev.confab.chat.domain.user;

/** A user together with what proves that it is them. */
public record Credential(User user, PasswordHash hash) {}
