package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.MessageId;

/** Which stretch of a room's history is wanted. */
public sealed interface HistoryRange {

    /** The newest ones, newest first, leaving out the {@code offset} newest. */
    record Newest(long offset) implements HistoryRange {}

    /** Those before {@code seq}, newest first. */
    record Before(long seq) implements HistoryRange {}

    /** Those after {@code seq}, oldest first. */
    record After(long seq) implements HistoryRange {}

    /** Half before, {@code message} itself, the rest after; oldest first. */
    record Around(MessageId message) implements HistoryRange {}
}
