package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.UserEvent;
import java.util.List;
import java.util.function.Consumer;

/** Tells its listeners at once, and keeps what was published for a test to look at. */
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

    /** All events so far, in the order of publishing. */
    public List<UserEvent> published() {
        return topic.published();
    }

    /** Lets {@link #published} start anew. */
    public void forget() {
        topic.forget();
    }
}
