package dev.confab.chat.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A change to an equal value publishes nothing and takes no version. */
class UnchangedTest {

    private final TestChat t = new TestChat();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final RoomId room = t.room(ann, false, bob);

    private void assertPublishesNothing(Runnable change) {
        var before = t.stored(room);
        var published = t.events(room);
        t.clock.tick();
        change.run();
        assertThat(t.events(room)).isEqualTo(published);
        assertThat(t.stored(room)).isEqualTo(before);
    }

    @Test
    void equalProfileChangesNothing() {
        assertPublishesNothing(() -> t.chat.rooms().changeProfile(ann.id(), room, UnaryOperator.identity()));
    }

    @Test
    void equalTextChangesNothing() {
        var message = t.post(ann, room, "Hello").id();
        assertPublishesNothing(() -> t.chat.messaging().edit(ann.id(), room, message, new Body("Hello")));
        assertPublishesNothing(() -> t.chat.messaging().edit(ann.id(), room, message, null));
        assertThat(t.chat.messaging().edits(ann.id(), room, message)).isEmpty();
    }

    @Test
    void equalRoleChangesNothing() {
        var member = t.membership(bob, room).id();
        assertPublishesNothing(() -> t.chat.members().changeRole(ann.id(), room, member, Role.MEMBER));
        assertPublishesNothing(() -> t.chat.members().changeRole(ann.id(), room, member, null));
    }

    @Test
    void equalMuteAndPushLevelChangeNothing() {
        var until = Mute.until(t.clock.instant().plusSeconds(60));
        t.chat.members().mute(ann.id(), room, until);
        t.chat.members().setPushLevel(ann.id(), room, PushLevel.MENTIONS);
        assertThat(t.events(room))
                .hasSize(4)
                .filteredOn(RoomEvent.MuteChanged.class::isInstance)
                .hasSize(2);
        assertPublishesNothing(() -> t.chat.members().mute(ann.id(), room, until));
        assertPublishesNothing(() -> t.chat.members().setPushLevel(ann.id(), room, PushLevel.MENTIONS));
    }
}
