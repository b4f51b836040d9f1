package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;

/** The command to post {@code draft} in {@code room} as {@code author}. */
public record PostMessage(UserId author, RoomId room, Draft draft) {}
