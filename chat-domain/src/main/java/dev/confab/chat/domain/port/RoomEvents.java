package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.RoomEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells every node what happened in rooms. It only tells: the store holds every fact, so an event that gets lost loses
 * nothing but time.
 */
public interface RoomEvents {

    /**
     * Tells of events that are stored already. Does not throw and does not wait for who listens. Whoever publishes the
     * versioned events of one room does so one call after the other and in the order of their versions; listeners hear
     * them in that order.
     */
    void publish(List<? extends RoomEvent> events);

    /**
     * Calls {@code listener} with each event from now on until the answer is closed. Calls for one room come one after
     * the other; calls for different rooms may come at the same time. A listener must return soon, for it may hold up
     * the publisher.
     */
    Subscription subscribe(Consumer<? super RoomEvent> listener);
}
