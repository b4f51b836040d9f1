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
record UpdateBatch(boolean isShared, Map<RoomId, List<QueuedUpdate<?>>> tickets) {

    /** Of one room, which may have to be waited for. */
    static UpdateBatch of(RoomId room, List<QueuedUpdate<?>> tickets) {
        return new UpdateBatch(false, Map.of(room, tickets));
    }

    static UpdateBatch shared(Map<RoomId, List<QueuedUpdate<?>>> tickets) {
        return new UpdateBatch(true, new LinkedHashMap<>(tickets));
    }

    Stream<QueuedUpdate<?>> all() {
        return tickets.values().stream().flatMap(List::stream);
    }

    /** The thread of the first one does the work for all. */
    void begin() {
        all().findFirst().orElseThrow().lead(() -> this);
    }
}
