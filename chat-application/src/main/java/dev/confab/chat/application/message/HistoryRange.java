package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.MessageId;

/** A range of a room's history. */
public sealed interface HistoryRange {

    /** The newest messages, newest first, without the {@code offset} newest ones. */
    record Newest(long offset) implements HistoryRange {}

    /** The messages before {@code seq}, newest first. */
    record Before(long seq) implements HistoryRange {}

    /** The messages after {@code seq}, oldest first. */
    record After(long seq) implements HistoryRange {}

    /** The messages around {@code message}, oldest first: half of them before it, then itself, then later ones. */
    record Around(MessageId message) implements HistoryRange {}
}
