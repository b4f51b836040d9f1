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

/** What becomes of events on the way from another node: each may be lost, come late or come twice. */
final class Unreliable implements RoomEvents {

    enum Fate {
        COMES,
        IS_LOST,
        /** Comes behind the next one that is heard. */
        COMES_LATE,
        COMES_TWICE
    }

    private final RoomEvents real;
    private volatile boolean isOut;
    private volatile Function<RoomEvent, Fate> fate = event -> Fate.COMES;

    Unreliable(RoomEvents real) {
        this.real = real;
    }

    void decideBy(Function<RoomEvent, Fate> decision) {
        fate = decision;
    }

    /** Loses everything that is stored somewhere, until the answer is closed. */
    AutoCloseable outage() {
        decideBy(event -> event instanceof RoomEvent.Versioned ? Fate.IS_LOST : Fate.COMES);
        isOut = true;
        return () -> {
            isOut = false;
            decideBy(event -> Fate.COMES);
        };
    }

    /** The same events of accounts, of which none is heard during an {@link #outage}. */
    UserEvents deafTo(UserEvents users) {
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
        return real.subscribe(new Line(listener));
    }

    private final class Line implements Listener {

        private final Listener listener;
        private final List<RoomEvent> late = new ArrayList<>();

        Line(Listener listener) {
            this.listener = listener;
        }

        @Override
        public synchronized void onEvent(RoomEvent event) {
            switch (fate.apply(event)) {
                case IS_LOST -> {}
                case COMES_LATE -> late.add(event);
                case COMES_TWICE -> {
                    pass(event);
                    listener.onEvent(event);
                }
                case COMES -> pass(event);
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
