package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A listener that records the events it is interested in, which may arrive from any node and later. */
final class Hearing<E> implements Consumer<E>, AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<E> heard = new LinkedBlockingQueue<>();
    private final Predicate<E> interest;
    private Subscription subscription = () -> {};

    Hearing(Predicate<E> interest) {
        this.interest = interest;
    }

    /** @param takesTime whether to wait until following {@code room} takes effect */
    static Hearing<RoomEvent> of(RoomEvents events, RoomId room, boolean takesTime) {
        var hearing = new Hearing<RoomEvent>(event -> event.room().equals(room));
        var following = new CountDownLatch(takesTime ? 1 : 0);
        var ear = events.subscribe(new RoomEvents.Listener() {
            @Override
            public void onEvent(RoomEvent event) {
                hearing.accept(event);
            }

            @Override
            public void onPossibleLoss(Set<RoomId> rooms) {
                if (rooms.contains(room)) {
                    following.countDown();
                }
            }
        });
        ear.follow(room);
        Together.await(following);
        return hearing.on(ear);
    }

    Hearing<E> on(Subscription own) {
        subscription = own;
        return this;
    }

    @Override
    public void accept(E event) {
        if (interest.test(event)) {
            heard.add(event);
        }
    }

    /** Waits for the next {@code count} events. */
    List<E> next(int count) {
        var events = new ArrayList<E>();
        while (events.size() < count) {
            events.add(next());
        }
        return events;
    }

    private E next() {
        try {
            var event = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("waited for an event in vain");
            }
            return event;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    int waiting() {
        return heard.size();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
