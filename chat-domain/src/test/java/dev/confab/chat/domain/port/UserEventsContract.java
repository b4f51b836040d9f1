package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserEvent.ConnectionsClosed;
import dev.confab.chat.domain.user.UserEvent.Deactivated;
import dev.confab.chat.domain.user.UserEvent.LoginEnded;
import dev.confab.chat.domain.user.UserEvent.Reactivated;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link UserEvents}. */
public abstract class UserEventsContract {

    private final UserId user = new UserId(UUID.randomUUID());

    /** Returns the events of one node, the same within a test. */
    protected abstract UserEvents here();

    /** Returns the events of another node connected to {@link #here}, or the same object if there is one node. */
    protected abstract UserEvents there();

    @Test
    void everyKindOfEventReachesEveryNodeUnchanged() {
        var samples = List.of(ended(), new Deactivated(user), new Reactivated(user), new ConnectionsClosed(user));
        assertThat(samples)
                .extracting(event -> (Object) event.getClass())
                .containsAll(Samples.kindsOf(UserEvent.class));
        try (var near = hearing(here());
                var far = hearing(there())) {
            samples.forEach(here()::publish);
            assertThat(near.next(4)).isEqualTo(samples);
            assertThat(far.next(4)).isEqualTo(samples);
        }
    }

    @Test
    void eventsArriveInOrder() {
        var events = Stream.generate(this::ended).limit(100).toList();
        try (var far = hearing(there())) {
            events.forEach(here()::publish);
            assertThat(far.next(100)).isEqualTo(events);
        }
    }

    @Test
    void closedListenerReceivesNothing() {
        try (var open = hearing(here())) {
            var closed = hearing(here());
            closed.close();
            closed.close();
            here().publish(ended());
            open.next(1);
            assertThat(closed.waiting()).isZero();
        }
    }

    @Test
    void throwingListenerDoesNotAffectOthers() {
        try (var broken = here().subscribe(event -> {
                    throw new IllegalStateException("on purpose");
                });
                var near = hearing(here());
                var far = hearing(there())) {
            var event = ended();
            assertThatCode(() -> here().publish(event)).doesNotThrowAnyException();
            assertThat(near.next(1)).containsExactly(event);
            assertThat(far.next(1)).containsExactly(event);
        }
    }

    private UserEvent ended() {
        return new LoginEnded(user, new LoginId(UUID.randomUUID()));
    }

    private Hearing<UserEvent> hearing(UserEvents events) {
        var hearing = new Hearing<UserEvent>(event -> event.user().equals(user));
        return hearing.on(events.subscribe(hearing));
    }
}
