package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.UserEvent;
import java.util.function.Consumer;

/** Tells every node what happened to accounts; under the terms of {@link RoomEvents}. */
public interface UserEvents {

    /** Tells of an event that is stored already. Does not throw. */
    void publish(UserEvent event);

    Subscription subscribe(Consumer<? super UserEvent> listener);
}
