package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.RoomEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who types in a room, and since when they have not said so again. Bounded by the number of members; guarded by the
 * monitor of the room's {@link RoomChannel}.
 */
final class TypingState {

    private record Typist(RoomEvent.Typing said, long at) {}

    private final Map<MembershipId, Typist> typing = new HashMap<>();
    private boolean arranged;

    /** Notes what a member says; true if it is news. */
    boolean hear(RoomEvent.Typing said) {
        var id = said.member().membership().id();
        return said.isTyping()
                ? typing.put(id, new Typist(said, System.nanoTime())) == null
                : typing.remove(id) != null;
    }

    /** Is {@link #end} to be called after {@link Presence#TYPING}? Answers so once. */
    boolean arrange() {
        boolean isNew = !arranged && !typing.isEmpty();
        arranged |= isNew;
        return isNew;
    }

    /** Takes out who has not said anything for too long; answers the ends of it. */
    List<RoomEvent.Typing> end() {
        arranged = false;
        long now = System.nanoTime();
        var ends = new ArrayList<RoomEvent.Typing>();
        typing.values().removeIf(typist -> {
            boolean isOver = now - typist.at() >= Presence.TYPING.toNanos();
            if (isOver) {
                ends.add(new RoomEvent.Typing(typist.said().member(), false));
            }
            return isOver;
        });
        return ends;
    }
}
