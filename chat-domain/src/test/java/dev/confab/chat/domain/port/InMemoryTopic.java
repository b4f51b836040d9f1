package dev.confab.chat.domain.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A topic that calls all listeners on the thread of the publisher, one event after the other, and records the events. */
final class InMemoryTopic<E> {

    private final List<E> published = new ArrayList<>();
    private final Map<Object, Consumer<? super E>> listeners = new LinkedHashMap<>();

    synchronized void publish(E event) {
        published.add(event);
        List.copyOf(listeners.values()).forEach(listener -> tell(listener, event));
    }

    private void tell(Consumer<? super E> listener, E event) {
        try {
            listener.accept(event);
        } catch (RuntimeException itsOwnFault) {
            // Publishing does not throw, and the other listeners must receive the event too.
        }
    }

    synchronized Subscription subscribe(Consumer<? super E> listener) {
        var key = new Object();
        listeners.put(key, listener);
        return () -> unsubscribe(key);
    }

    private synchronized void unsubscribe(Object key) {
        listeners.remove(key);
    }

    synchronized List<E> published() {
        return List.copyOf(published);
    }

    synchronized void forget() {
        published.clear();
    }
}
