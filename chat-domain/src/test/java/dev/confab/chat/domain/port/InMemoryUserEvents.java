package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.UserEvent;
import java.util.List;
import java.util.function.Consumer;

/** Events that reach listeners immediately and are recorded for tests. */
public final class InMemoryUserEvents implements UserEvents {

    private final InMemoryTopic<UserEvent> topic = new InMemoryTopic<>();

    @Override
    public void publish(UserEvent event) {
        topic.publish(event);
    }

    @Override
    public Subscription subscribe(Consumer<? super UserEvent> listener) {
        return topic.subscribe(listener);
    }

    /** Returns all events in the order of publishing. */
    public List<UserEvent> published() {
        return topic.published();
    }

    /** Clears {@link #published}. */
    public void forget() {
        topic.forget();
    }
}
