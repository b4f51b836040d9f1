package dev.confab.chat.application.member;

import static dev.confab.chat.application.TestChat.idsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembersTest {

    private final TestChat t = new TestChat();
    private final Members members = t.chat.members();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final User cem = t.user("cem");
    private final RoomId room = t.room(ann, true, bob);

    @Test
    void joinStartsWithNothingUnread() {
        t.post(ann, room, "before");

        members.join(cem.id(), room);
        t.post(ann, room, "after");

        assertThat(t.view(cem, room).unread()).isEqualTo(1);
        assertThat(members.all(cem.id(), room)).extracting(Member::name).containsExactly("ann", "bob", "cem");
    }

    @Test
    void joiningTwiceIsJoiningOnceOnly() {
        members.join(cem.id(), room);
        long version = t.stored(room).version();

        members.join(cem.id(), room);

        assertThat(t.stored(room).version()).isEqualTo(version);
        assertThat(t.stored(room).memberCount()).isEqualTo(3);
    }

    @Test
    void lastOwnerHandsOverOnLeave() {
        members.join(cem.id(), room);
        members.changeRole(ann.id(), room, idOf(cem), Role.ADMIN);

        members.leave(ann.id(), room);

        assertThat(t.membership(cem, room).role()).isEqualTo(Role.OWNER);
        assertThat(t.membership(bob, room).role()).isEqualTo(Role.MEMBER);
        assertThat(t.publishedVersions(room)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void addPublishesEachNewMemberAndSkipsExistingOnes() {
        var added = members.add(ann.id(), room, idsOf(bob, cem));
        var repeated = members.add(ann.id(), room, idsOf(bob, cem));

        assertThat(added.anyNew()).isTrue();
        assertThat(repeated.anyNew()).isFalse();
        assertThat(repeated.members()).hasSize(2);
        assertThat(t.events(room)).hasSize(3);
    }

    @Test
    void onlyAdminsAddAndNeverToDirectRoom() {
        var direct = t.chat.rooms().direct(ann.id(), idsOf(bob)).room().room().id();

        assertThatThrownBy(() -> members.add(bob.id(), room, idsOf(cem))).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> members.add(ann.id(), direct, idsOf(cem))).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> members.leave(ann.id(), direct)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> members.add(cem.id(), direct, idsOf(cem))).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void removedMemberLosesAccessAndKeepsRow() {
        members.remove(ann.id(), room, idOf(bob));

        assertThat(t.membership(bob, room).isActive()).isFalse();
        assertThat(members.find(ann.id(), room, idOf(bob)).name()).isEqualTo("bob");
        assertThat(t.events(room).get(2)).isInstanceOf(RoomEvent.MemberLeft.class);
        members.remove(ann.id(), room, idOf(bob));
        assertThat(t.events(room)).hasSize(3);
    }

    @Test
    void memberCanRemoveOnlySelf() {
        members.join(cem.id(), room);

        assertThatThrownBy(() -> members.remove(bob.id(), room, idOf(cem))).isInstanceOf(Refusal.Forbidden.class);
        members.remove(bob.id(), room, idOf(bob));
        assertThat(t.membership(bob, room).isActive()).isFalse();
    }

    @Test
    void bannedMemberCannotSeeRoomUntilUnbanned() {
        members.ban(ann.id(), room, idOf(bob));

        assertThatThrownBy(() -> t.view(bob, room)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> members.join(bob.id(), room)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> t.post(bob, room, "hi")).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> members.add(ann.id(), room, idsOf(bob))).isInstanceOf(Refusal.Conflict.class);

        members.unban(ann.id(), room, idOf(bob));
        assertThat(members.join(bob.id(), room).membership().isActive()).isTrue();
    }

    @Test
    void memberOfAnotherRoomIsNotFound() {
        var other = t.room(bob, true);
        MembershipId foreign = t.membership(bob, other).id();

        assertThatThrownBy(() -> members.find(ann.id(), room, foreign)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> members.ban(ann.id(), room, foreign)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void addWithOneBannedUserChangesNothing() {
        members.ban(ann.id(), room, idOf(bob));
        long version = t.stored(room).version();

        assertThatThrownBy(() -> members.add(ann.id(), room, idsOf(cem, bob))).isInstanceOf(Refusal.Conflict.class);

        assertThat(t.stored(room).version()).isEqualTo(version);
        assertThatThrownBy(() -> members.add(ann.id(), room, Set.of())).isInstanceOf(Refusal.Invalid.class);
    }

    private MembershipId idOf(User user) {
        return t.membership(user, room).id();
    }
}
