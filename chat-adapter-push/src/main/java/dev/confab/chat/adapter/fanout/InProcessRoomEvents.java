package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.room.RoomEvent;
import java.util.List;

/** {@link RoomEvents} within one process; the room is what keeps events in order. */
final class InProcessRoomEvents implements RoomEvents {

    private final OrderedDispatcher<RoomEvent> bus = new OrderedDispatcher<>(RoomEvent::room);

    @Override
    public void publish(List<? extends RoomEvent> events) {
        events.forEach(bus::publish);
    }

    @Override
    public RoomSubscription subscribe(Listener listener) {
        return new LocalSubscription(bus.subscribe(listener::onEvent));
    }
}
