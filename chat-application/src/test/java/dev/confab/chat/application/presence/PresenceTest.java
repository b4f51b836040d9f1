package dev.confab.chat.application.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private final TestChat t = new TestChat();
    private final Presence presence = t.chat.presence();
    private final User ann = t.user("ann");
    private final RoomId room = t.room(ann, true);
    private final UUID laptop = new UUID(1, 1);
    private final UUID phone = new UUID(2, 2);

    @Test
    void onlyTheFirstConnectionIsToldAsComingOnline() {
        presence.connected(ann.id(), laptop);
        presence.connected(ann.id(), phone);

        assertThat(told()).containsExactly(true);
        assertThat(presence.isOnline(ann.id())).isTrue();
        assertThat(t.view(ann, room).onlineCount()).isEqualTo(1);
    }

    @Test
    void onlyTheEndOfTheLastConnectionIsToldAfterTheGrace() {
        presence.connected(ann.id(), laptop);
        presence.connected(ann.id(), phone);
        presence.disconnected(ann.id(), laptop);
        t.timer.ring();
        assertThat(told()).containsExactly(true);

        presence.disconnected(ann.id(), phone);
        assertThat(told()).containsExactly(true);
        t.timer.ring();

        assertThat(told()).containsExactly(true, false);
        assertThat(presence.isOnline(ann.id())).isFalse();
    }

    @Test
    void aReconnectWithinTheGraceMakesNoFlicker() {
        presence.connected(ann.id(), laptop);
        presence.disconnected(ann.id(), laptop);
        presence.connected(ann.id(), phone);

        t.timer.ring();

        assertThat(told()).containsExactly(true);
        assertThat(presence.isOnline(ann.id())).isTrue();
    }

    private List<Boolean> told() {
        return t.told(room).stream()
                .filter(RoomEvent.PresenceChanged.class::isInstance)
                .map(event -> ((RoomEvent.PresenceChanged) event).isOnline())
                .toList();
    }
}
