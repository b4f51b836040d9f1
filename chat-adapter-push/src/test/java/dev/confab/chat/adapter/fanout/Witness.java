package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener that records the events and possible losses of one room. */
final class Witness implements RoomEvents.Listener {

    private final RoomId room;
    private final List<RoomEvent> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger losses = new AtomicInteger();

    private Witness(RoomId room) {
        this.room = room;
    }

    /** Follows {@code room} on {@code node}. */
    static Witness of(FanOutAdapter node, RoomId room) {
        var witness = new Witness(room);
        node.roomEvents().subscribe(witness).follow(room);
        return witness;
    }

    @Override
    public void onEvent(RoomEvent event) {
        if (event.room().equals(room)) {
            received.add(event);
        }
    }

    @Override
    public void onPossibleLoss(Set<RoomId> rooms) {
        if (rooms.contains(room)) {
            losses.incrementAndGet();
        }
    }

    List<RoomEvent> received() {
        return List.copyOf(received);
    }

    /** Returns the number of possible losses that were reported. */
    int losses() {
        return losses.get();
    }
}
