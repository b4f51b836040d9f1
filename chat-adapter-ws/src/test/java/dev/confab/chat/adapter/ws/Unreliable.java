package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.user.UserEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Room events as from another node: each may be lost, late or duplicated. */
final class Unreliable implements RoomEvents {

    enum Fate {
        DELIVERED,
        LOST,
        /** Arrives after the next one. */
        LATE,
        DUPLICATED
    }

    private final RoomEvents real;
    private volatile boolean isOut;
    private volatile Function<RoomEvent, Fate> fate = event -> Fate.DELIVERED;

    Unreliable(RoomEvents real) {
        this.real = real;
    }

    void decideBy(Function<RoomEvent, Fate> decision) {
        fate = decision;
    }

    /** Loses all events of stored changes until the returned object is closed. */
    AutoCloseable outage() {
        decideBy(event -> event instanceof RoomEvent.Versioned ? Fate.LOST : Fate.DELIVERED);
        isOut = true;
        return () -> {
            isOut = false;
            decideBy(event -> Fate.DELIVERED);
        };
    }

    /** Returns {@code users} without the events during an {@link #outage}. */
    UserEvents interruptedBy(UserEvents users) {
        return new UserEvents() {
            @Override
            public void publish(UserEvent event) {
                users.publish(event);
            }

            @Override
            public Subscription subscribe(Consumer<? super UserEvent> listener) {
                return users.subscribe(event -> {
                    if (!isOut) {
                        listener.accept(event);
                    }
                });
            }
        };
    }

    @Override
    public void publish(List<? extends RoomEvent> events) {
        real.publish(events);
    }

    @Override
    public RoomSubscription subscribe(Listener listener) {
        return real.subscribe(new UnreliableListener(listener));
    }

    private final class UnreliableListener implements Listener {

        private final Listener listener;
        private final List<RoomEvent> late = new ArrayList<>();

        UnreliableListener(Listener listener) {
            this.listener = listener;
        }

        @Override
        public synchronized void onEvent(RoomEvent event) {
            switch (fate.apply(event)) {
                case LOST -> {}
                case LATE -> late.add(event);
                case DUPLICATED -> {
                    pass(event);
                    listener.onEvent(event);
                }
                case DELIVERED -> pass(event);
            }
        }

        private void pass(RoomEvent event) {
            listener.onEvent(event);
            var before = List.copyOf(late);
            late.clear();
            before.forEach(listener::onEvent);
        }
    }
}
