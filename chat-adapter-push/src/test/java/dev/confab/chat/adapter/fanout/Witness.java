package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it heard about one room. */
final class Witness implements RoomEvents.Listener {

    private final RoomId room;
    private final List<RoomEvent> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger misses = new AtomicInteger();

    private Witness(RoomId room) {
        this.room = room;
    }

    /** Follows {@code room} for as long as {@code node} is there. */
    static Witness of(FanOutAdapter node, RoomId room) {
        var witness = new Witness(room);
        node.roomEvents().subscribe(witness).follow(room);
        return witness;
    }

    @Override
    public void onEvent(RoomEvent event) {
        if (event.room().equals(room)) {
            heard.add(event);
        }
    }

    @Override
    public void onPossibleLoss(Set<RoomId> rooms) {
        if (rooms.contains(room)) {
            misses.incrementAndGet();
        }
    }

    List<RoomEvent> heard() {
        return List.copyOf(heard);
    }

    /** How often it was told that it may have missed something. */
    int misses() {
        return misses.get();
    }
}
