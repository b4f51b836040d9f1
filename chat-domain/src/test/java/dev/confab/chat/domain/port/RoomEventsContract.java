package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomEvent.RoomDeleted;
import dev.confab.chat.domain.room.RoomId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link RoomEvents}. */
public abstract class RoomEventsContract {

    private final RoomId room = new RoomId(UUID.randomUUID());

    /** Returns the events of one node, the same within a test. */
    protected abstract RoomEvents here();

    /** Returns the events of another node connected to {@link #here}, or the same object if there is one node. */
    protected abstract RoomEvents there();

    /** Whether following a room takes effect with a delay, which {@code onPossibleLoss} reports. */
    protected boolean followingTakesTime() {
        return false;
    }

    private Hearing<RoomEvent> hearing(RoomEvents events, RoomId of) {
        return Hearing.of(events, of, followingTakesTime());
    }

    @Test
    void everyKindOfEventReachesEveryNodeUnchanged() {
        var samples = Samples.roomEvents();
        var id = samples.get(0).room();
        try (var near = hearing(here(), id);
                var far = hearing(there(), id)) {
            here().publish(samples);
            assertThat(near.next(samples.size())).isEqualTo(samples);
            assertThat(far.next(samples.size())).isEqualTo(samples);
        }
    }

    @Test
    void samplesContainEveryKindOfEvent() {
        assertThat(Samples.roomEvents())
                .extracting(event -> (Object) event.getClass())
                .containsAll(Samples.kindsOf(RoomEvent.class));
    }

    @Test
    void eventsOfARoomArriveInOrder() {
        try (var far = hearing(there(), room)) {
            for (long version = 1; version <= 500; version += 2) {
                here().publish(List.of(new RoomDeleted(room, version), new RoomDeleted(room, version + 1)));
            }
            assertThat(far.next(500)).isEqualTo(versions(room, 500));
        }
    }

    @Test
    void eventsOfSeveralRoomsArriveInOrderPerRoom() {
        var rooms = List.of(room, new RoomId(UUID.randomUUID()), new RoomId(UUID.randomUUID()));
        try (var first = hearing(there(), rooms.get(0));
                var second = hearing(there(), rooms.get(1));
                var third = hearing(there(), rooms.get(2))) {
            Together.run(3, number -> {
                versions(rooms.get(number), 200).forEach(event -> here().publish(List.of(event)));
                return true;
            });
            assertThat(first.next(200)).isEqualTo(versions(rooms.get(0), 200));
            assertThat(second.next(200)).isEqualTo(versions(rooms.get(1), 200));
            assertThat(third.next(200)).isEqualTo(versions(rooms.get(2), 200));
        }
    }

    @Test
    void callsForOneRoomAreSequential() {
        var busy = new AtomicBoolean();
        var overlaps = new AtomicInteger();
        try (var heard = hearing(here(), room);
                var subscription = here().subscribe(event -> {
                    if (!busy.compareAndSet(false, true)) {
                        overlaps.incrementAndGet();
                    }
                    for (int turn = 0; turn < 1_000; turn++) {
                        Thread.onSpinWait();
                    }
                    busy.set(false);
                })) {
            Together.run(8, number -> {
                versions(room, 50).forEach(event -> here().publish(List.of(event)));
                return true;
            });
            heard.next(400);
        }
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void everyListenerReceivesAllEvents() {
        try (var one = hearing(here(), room);
                var other = hearing(here(), room)) {
            here().publish(versions(room, 3));
            assertThat(one.next(3)).isEqualTo(versions(room, 3));
            assertThat(other.next(3)).isEqualTo(versions(room, 3));
        }
    }

    @Test
    void listenerWithoutRoomsReceivesOnlyJoinsOfOtherNodes() {
        var published = Stream.of(Samples.roomEvents(), Samples.roomEvents())
                .flatMap(List::stream)
                .toList();
        var joined = published.stream()
                .filter(event -> event instanceof RoomEvent.MemberJoined)
                .toList();
        var expected = followingTakesTime() ? joined : published;
        var heard = new Hearing<RoomEvent>(published::contains);
        try (var far = heard.on(there().subscribe(heard::accept))) {
            here().publish(published);
            assertThat(far.next(expected.size())).isEqualTo(expected);
            assertThat(far.waiting()).isZero();
        }
    }

    @Test
    void listenerReceivesNoEarlierEvents() {
        try (var before = hearing(here(), room)) {
            here().publish(List.of(new RoomDeleted(room, 1)));
            before.next(1);
            try (var after = hearing(here(), room)) {
                here().publish(List.of(new RoomDeleted(room, 2)));
                assertThat(after.next(1)).containsExactly(new RoomDeleted(room, 2));
            }
        }
    }

    @Test
    void closedListenerReceivesNothing() {
        try (var open = hearing(here(), room)) {
            var closed = hearing(here(), room);
            here().publish(List.of(new RoomDeleted(room, 1)));
            closed.next(1);
            closed.close();
            closed.close();
            here().publish(List.of(new RoomDeleted(room, 2)));
            assertThat(open.next(2)).isEqualTo(versions(room, 2));
            assertThat(closed.waiting()).isZero();
        }
    }

    @Test
    void oneListenerTwiceIsTwoSubscriptions() {
        var heard = new Hearing<RoomEvent>(event -> event.room().equals(room));
        var first = here().subscribe(heard::accept);
        try (var second = here().subscribe(heard::accept)) {
            first.close();
            here().publish(List.of(new RoomDeleted(room, 1)));
            assertThat(heard.next(1)).containsExactly(new RoomDeleted(room, 1));
        }
    }

    @Test
    void throwingListenerDoesNotAffectOthers() {
        var calls = new AtomicInteger();
        try (var broken = here().subscribe(event -> {
                    calls.incrementAndGet();
                    throw new IllegalStateException("on purpose");
                });
                var near = hearing(here(), room);
                var far = hearing(there(), room)) {
            assertThatCode(() -> here().publish(versions(room, 3))).doesNotThrowAnyException();
            assertThat(near.next(3)).isEqualTo(versions(room, 3));
            assertThat(far.next(3)).isEqualTo(versions(room, 3));
            assertThat(calls.get()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void nothingIsPublishedForAnEmptyList() {
        try (var heard = hearing(here(), room)) {
            here().publish(List.of());
            here().publish(List.of(new RoomDeleted(room, 1)));
            assertThat(heard.next(1)).containsExactly(new RoomDeleted(room, 1));
        }
    }

    private static List<RoomEvent> versions(RoomId room, long count) {
        return LongStream.rangeClosed(1, count)
                .<RoomEvent>mapToObj(version -> new RoomDeleted(room, version))
                .toList();
    }
}
