package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import java.util.List;

/** Events that reach listeners immediately and are recorded for tests. */
public final class InMemoryRoomEvents implements RoomEvents {

    private final InMemoryTopic<RoomEvent> topic = new InMemoryTopic<>();

    @Override
    public void publish(List<? extends RoomEvent> events) {
        events.forEach(topic::publish);
    }

    @Override
    public RoomSubscription subscribe(Listener listener) {
        return new OwnEar(topic.subscribe(listener::onEvent));
    }

    private record OwnEar(Subscription subscription) implements RoomSubscription {

        @Override
        public void follow(RoomId room) {}

        @Override
        public void unfollow(RoomId room) {}

        @Override
        public void close() {
            subscription.close();
        }
    }

    /** Returns all events in the order of publishing. */
    public List<RoomEvent> published() {
        return topic.published();
    }

    /** Clears {@link #published}. */
    public void forget() {
        topic.forget();
    }
}
