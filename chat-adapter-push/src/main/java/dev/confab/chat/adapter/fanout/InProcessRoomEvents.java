package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.room.RoomEvent;
import java.util.List;

/** {@link RoomEvents} of a single node. Events of one room are delivered in order. */
final class InProcessRoomEvents implements RoomEvents {

    private final OrderedDispatcher<RoomEvent> dispatcher = new OrderedDispatcher<>(RoomEvent::room);

    @Override
    public void publish(List<? extends RoomEvent> events) {
        events.forEach(dispatcher::publish);
    }

    @Override
    public RoomSubscription subscribe(Listener listener) {
        return new LocalSubscription(dispatcher.subscribe(listener::onEvent));
    }
}
