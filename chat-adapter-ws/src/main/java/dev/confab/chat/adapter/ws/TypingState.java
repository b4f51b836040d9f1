package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.RoomEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of a room who are typing, each with the time of the last {@code typing} frame. Bounded by the number of
 * members. Guarded by the monitor of the room's {@link RoomChannel}.
 */
final class TypingState {

    private record TypingMember(RoomEvent.Typing event, long nanos) {}

    private final Map<MembershipId, TypingMember> typing = new HashMap<>();
    private boolean isExpiryScheduled;

    /** Records a {@code typing} event. Returns true if it changes the state. */
    boolean update(RoomEvent.Typing event) {
        var id = event.member().membership().id();
        return event.isTyping()
                ? typing.put(id, new TypingMember(event, System.nanoTime())) == null
                : typing.remove(id) != null;
    }

    /** Whether the caller has to schedule {@link #expire} after {@link Presence#TYPING}. True once per expiry. */
    boolean needsExpiry() {
        boolean isNew = !isExpiryScheduled && !typing.isEmpty();
        isExpiryScheduled |= isNew;
        return isNew;
    }

    /** Removes members who have not repeated {@code typing} in time. Returns the events that say so. */
    List<RoomEvent.Typing> expire() {
        isExpiryScheduled = false;
        long now = System.nanoTime();
        var expired = new ArrayList<RoomEvent.Typing>();
        typing.values().removeIf(member -> {
            boolean isExpired = now - member.nanos() >= Presence.TYPING.toNanos();
            if (isExpired) {
                expired.add(new RoomEvent.Typing(member.event().member(), false));
            }
            return isExpired;
        });
        return expired;
    }
}
