package dev.confab.chat.application.room;

import dev.confab.chat.domain.room.RoomId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Changes that go into one transaction.
 *
 * @param isShared whether it is the one turn of many rooms, which waits for none of them; otherwise there is one room
 * @param tickets whose changes, by their rooms, in the order of coming
 */
record Turn(boolean isShared, Map<RoomId, List<Ticket<?>>> tickets) {

    /** Of one room, which may have to be waited for. */
    static Turn of(RoomId room, List<Ticket<?>> tickets) {
        return new Turn(false, Map.of(room, tickets));
    }

    static Turn shared(Map<RoomId, List<Ticket<?>>> tickets) {
        return new Turn(true, new LinkedHashMap<>(tickets));
    }

    Stream<Ticket<?>> all() {
        return tickets.values().stream().flatMap(List::stream);
    }

    /** The thread of the first one does the work for all. */
    void begin() {
        all().findFirst().orElseThrow().lead(() -> this);
    }
}
