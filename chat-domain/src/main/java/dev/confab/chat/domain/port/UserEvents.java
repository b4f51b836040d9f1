package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.UserEvent;
import java.util.function.Consumer;

/** The distribution of account events to all nodes, with the ordering and delivery guarantees of {@link RoomEvents}. */
public interface UserEvents {

    /** Publishes an event that is stored already. Does not throw. */
    void publish(UserEvent event);

    Subscription subscribe(Consumer<? super UserEvent> listener);
}
