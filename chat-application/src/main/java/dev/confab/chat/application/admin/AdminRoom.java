package dev.confab.chat.application.admin;

import dev.confab.chat.domain.room.Room;

/**
 * A room as the administration sees it.
 *
 * @param name its title, or the first of those who are in it
 */
public record AdminRoom(Room room, String name) {}
