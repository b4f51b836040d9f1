package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.user.UserEvent;
import java.util.function.Consumer;

/** {@link UserEvents} of a single node. Events of one user are delivered in order. */
final class InProcessUserEvents implements UserEvents {

    private final OrderedDispatcher<UserEvent> dispatcher = new OrderedDispatcher<>(UserEvent::user);

    @Override
    public void publish(UserEvent event) {
        dispatcher.publish(event);
    }

    @Override
    public Subscription subscribe(Consumer<? super UserEvent> listener) {
        return dispatcher.subscribe(listener);
    }
}
