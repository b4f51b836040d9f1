package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.room.RoomEvent;
import java.util.List;
import java.util.function.Consumer;

/** {@link RoomEvents} within one process; the room is what keeps events in order. */
final class InProcessRoomEvents implements RoomEvents {

    private final Bus<RoomEvent> bus = new Bus<>(RoomEvent::room);

    @Override
    public void publish(List<? extends RoomEvent> events) {
        events.forEach(bus::publish);
    }

    @Override
    public Subscription subscribe(Consumer<? super RoomEvent> listener) {
        return bus.subscribe(listener);
    }
}
