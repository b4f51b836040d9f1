package dev.confab.chat.domain.room;

/** A reaction and who gave it. */
public record MemberReaction(Reaction reaction, Member member) {}
