package dev.confab.chat.application.sync;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Room;

/** A room and the active membership of the one who asks. */
public record JoinedRoom(Room room, Membership membership) {}
