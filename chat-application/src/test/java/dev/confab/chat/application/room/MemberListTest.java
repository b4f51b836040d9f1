package dev.confab.chat.application.room;

import static dev.confab.chat.application.TestChat.idsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Replacing the members of a room by a list. */
class MemberListTest {

    private static final @Nullable UnaryOperator<RoomProfile> AS_IT_IS = null;

    private final TestChat t = new TestChat();
    private final Rooms rooms = t.chat.rooms();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final User cem = t.user("cem");
    private final User dan = t.user("dan");
    private final RoomId room = t.room(ann, false, bob, cem);

    private int eventsBefore;

    private List<RoomEvent> newEvents() {
        var published = t.events(room);
        return published.subList(eventsBefore, published.size());
    }

    private Set<UserId> members() {
        return t.chat.members().all(ann.id(), room).stream()
                .map(member -> member.membership().user())
                .collect(Collectors.toSet());
    }

    @Test
    void eachAddedOrRemovedMemberIsPublishedWithOwnVersion() {
        eventsBefore = t.events(room).size();

        rooms.change(ann.id(), room, AS_IT_IS, idsOf(dan));

        var published = newEvents();
        assertThat(published)
                .extracting(RoomEvent::getClass)
                .containsExactly(RoomEvent.MemberJoined.class, RoomEvent.MemberLeft.class, RoomEvent.MemberLeft.class);
        assertThat(published)
                .extracting(event -> ((RoomEvent.Versioned) event).version())
                .containsExactly(4L, 5L, 6L);
        assertThat(t.stored(room).version()).isEqualTo(6);
        assertThat(t.stored(room).memberCount()).isEqualTo(2);
        assertThat(members()).isEqualTo(idsOf(ann, dan));
    }

    @Test
    void profileIsChangedBeforeMembers() {
        eventsBefore = t.events(room).size();
        rooms.change(ann.id(), room, now -> RoomProfile.of("Tea", false), idsOf(bob, cem, dan));
        assertThat(newEvents())
                .extracting(RoomEvent::getClass)
                .containsExactly(RoomEvent.RoomUpdated.class, RoomEvent.MemberJoined.class);
    }

    @Test
    void unchangedListPublishesNothing() {
        var before = t.stored(room);
        eventsBefore = t.events(room).size();
        t.clock.tick();
        rooms.change(ann.id(), room, UnaryOperator.identity(), idsOf(ann, bob, cem));
        rooms.change(bob.id(), room, AS_IT_IS, idsOf(ann, bob, cem));
        assertThat(newEvents()).isEmpty();
        assertThat(t.stored(room)).isEqualTo(before);
    }

    @Test
    void removedMemberKeepsWatermarksOnReturn() {
        t.post(bob, room, "one");
        rooms.change(ann.id(), room, AS_IT_IS, idsOf(cem));
        assertThat(t.membership(bob, room).seenSeq()).isOne();
        rooms.change(ann.id(), room, AS_IT_IS, idsOf(bob, cem));
        assertThat(t.membership(bob, room).isActive()).isTrue();
        assertThat(members()).isEqualTo(idsOf(ann, bob, cem));
    }

    @Test
    void oneRefusalRefusesWholeList() {
        eventsBefore = t.events(room).size();
        var unknownUser = new UserId(UUID.randomUUID());
        assertThatThrownBy(() -> rooms.change(ann.id(), room, AS_IT_IS, Set.of(dan.id(), unknownUser)))
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> rooms.change(bob.id(), room, AS_IT_IS, idsOf(dan)))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThat(newEvents()).isEmpty();
        assertThat(members()).isEqualTo(idsOf(ann, bob, cem));
    }

    @Test
    void ownersAreNeverRemoved() {
        var other = t.chat.members().resolve(room, bob.id().value());
        t.chat.members().changeRole(ann.id(), room, other, Role.OWNER);
        rooms.change(ann.id(), room, AS_IT_IS, Set.of());
        assertThat(members()).isEqualTo(idsOf(ann, bob));
    }
}
