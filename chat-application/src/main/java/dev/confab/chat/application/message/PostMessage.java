package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;

/** {@code author} wants to say {@code draft} in {@code room}. */
public record PostMessage(UserId author, RoomId room, Draft draft) {}
