package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.user.UserEvent;
import java.util.function.Consumer;

/** {@link UserEvents} within one process; the user is what keeps events in order. */
final class InProcessUserEvents implements UserEvents {

    private final OrderedDispatcher<UserEvent> bus = new OrderedDispatcher<>(UserEvent::user);

    @Override
    public void publish(UserEvent event) {
        bus.publish(event);
    }

    @Override
    public Subscription subscribe(Consumer<? super UserEvent> listener) {
        return bus.subscribe(listener);
    }
}
