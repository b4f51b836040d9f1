package dev.confab.chat.application.room;

import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What a change is going to ask for, so that it is read for many changes at once. Whatever is not foreseen is read when it is
 * asked for.
 *
 * @param actor whose membership and user will be asked for
 * @param clientId under which they may have sent a message before; null for none
 */
public record PrefetchRequest(
        RoomId room, UserId actor, @Nullable ClientId clientId) {}
