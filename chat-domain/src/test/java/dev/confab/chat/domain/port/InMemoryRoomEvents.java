package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.RoomEvent;
import java.util.List;
import java.util.function.Consumer;

/** Tells its listeners at once, and keeps what was published for a test to look at. */
public final class InMemoryRoomEvents implements RoomEvents {

    private final InMemoryTopic<RoomEvent> topic = new InMemoryTopic<>();

    @Override
    public void publish(List<? extends RoomEvent> events) {
        events.forEach(topic::publish);
    }

    @Override
    public Subscription subscribe(Consumer<? super RoomEvent> listener) {
        return topic.subscribe(listener);
    }

    /** All events so far, in the order of publishing. */
    public List<RoomEvent> published() {
        return topic.published();
    }

    /** Lets {@link #published} start anew. */
    public void forget() {
        topic.forget();
    }
}
