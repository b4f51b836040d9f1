package dev.confab.chat.domain.room;

/** A reaction and who gave it. */
public record Reacted(Reaction reaction, Member member) {}
