package dev.confab.chat.domain.room;

/** A message and who wrote it. */
public record Authored(Message message, Member author) {}
