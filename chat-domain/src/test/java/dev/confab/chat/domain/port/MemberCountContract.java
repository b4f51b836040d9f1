package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.Watermarks;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link MembershipStore} for counts and the longest-standing member. */
public abstract class MemberCountContract extends StoreContract {

    private User owner;

    private Room room;

    private RoomId id;

    @BeforeEach
    void createRoom() {
        owner = world.user();
        room = world.group(owner);
        id = room.id();
    }

    @Test
    void longestMemberOfARoleJoinedFirst() {
        var at = world.tick();
        var late = member(world.user(), at.plusMillis(30), Role.ADMIN);
        var early = member(world.user(), at.plusMillis(10), Role.ADMIN);
        var earlier = member(world.user(), at, Role.MEMBER);
        change(() -> db.memberships().add(List.of(late, early, earlier)));
        addSystemMember();
        var nobody = freshId();
        assertThat(eldest(Role.ADMIN, nobody)).contains(early.id());
        assertThat(eldest(Role.ADMIN, early.id())).contains(late.id());
        assertThat(eldest(Role.MEMBER, nobody)).contains(earlier.id());
        assertThat(eldest(Role.MEMBER, earlier.id())).isEmpty();
        assertThat(eldest(Role.OWNER, world.membership(id, owner).id())).isEmpty();
    }

    @Test
    void formerMemberIsNotTheLongestMember() {
        var left = world.user();
        world.join(id, left);
        var stays = world.join(id, world.user());
        world.leave(id, left);
        assertThat(eldest(Role.MEMBER, freshId())).contains(stays.id());
    }

    @Test
    void membersAmongUsersAreCounted() {
        var users = world.users(3);
        var other = world.group(users.get(0)).id();
        var empty = world.group(owner).id();
        world.join(id, users.get(0));
        world.join(id, users.get(1));
        world.join(id, users.get(2));
        world.leave(id, users.get(2));
        var among = Set.copyOf(users.stream().map(User::id).toList());
        var counts = read(() -> db.memberships().countAmong(Set.of(id, other, empty), among));
        assertThat(counts).containsEntry(id, 2).containsEntry(other, 1);
        assertThat(counts.getOrDefault(empty, 0)).isZero();
        assertThat(read(() -> db.memberships().countAmong(Set.of(), among))).isEmpty();
        assertThat(read(() -> db.memberships().countAmong(Set.of(id), Set.of())).getOrDefault(id, 0))
                .isZero();
    }

    @Test
    void unreadMessagesAreCountedOverAllRooms() {
        var reader = world.user();
        var stranger = world.user();
        var other = world.group(owner).id();
        var left = world.group(owner).id();
        for (var room : List.of(id, other, left)) {
            world.post(room, owner);
            world.join(room, reader);
            world.post(room, owner);
            world.post(room, owner);
        }
        world.see(other, reader, 2);
        world.leave(left, reader);
        var unread = read(() -> db.memberships().unreadOf(Set.of(reader.id(), owner.id(), stranger.id())));
        assertThat(unread).containsEntry(reader.id(), 3L).containsEntry(owner.id(), 0L);
        assertThat(unread.getOrDefault(stranger.id(), 0L)).isZero();
        assertThat(read(() -> db.memberships().unreadOf(Set.of()))).isEmpty();
    }

    private Optional<MembershipId> eldest(Role role, MembershipId except) {
        return read(() -> db.memberships().longestMember(id, role, except)).map(Membership::id);
    }

    private Membership member(User user, Instant joined, Role role) {
        return new Membership(
                freshId(),
                id,
                user.id(),
                role,
                Membership.Status.ACTIVE,
                Mute.OFF,
                PushLevel.ALL,
                Watermarks.startingAt(0),
                joined,
                1);
    }

    private MembershipId freshId() {
        return new MembershipId(world.id());
    }

    private Membership addSystemMember() {
        return write(() -> {
            var system = world.lock(id).members().systemMember(freshId(), world.tick());
            db.memberships().add(List.of(system));
            return system;
        });
    }
}
