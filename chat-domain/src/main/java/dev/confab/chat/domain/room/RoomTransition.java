package dev.confab.chat.domain.room;

/**
 * What one change leaves behind: the room as it is now, and the row that changed and carries the room's new version.
 */
public record RoomTransition<T>(Room room, T row) {}
