package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.Watermarks;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link MembershipStore} for lists of memberships. */
public abstract class MemberListContract extends StoreContract {

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
    void presentAndFormerMembersAreFoundAmongUsers() {
        var left = world.user();
        world.join(id, left);
        var gone = world.leave(id, left);
        var wanted = Set.of(owner.id(), left.id(), world.user().id(), new UserId(world.id()));
        assertThat(read(() -> db.memberships().findAll(id, wanted)))
                .containsExactlyInAnyOrder(world.membership(id, owner), gone);
        assertThat(read(() -> db.memberships().findAll(id, Set.<UserId>of()))).isEmpty();
    }

    @Test
    void membershipsOfAUserAreFoundAmongRooms() {
        var user = world.user();
        var left = world.group(owner).id();
        var never = world.group(owner).id();
        var notAsked = world.group(owner).id();
        world.join(notAsked, user);
        world.join(left, user);
        var here = world.join(id, user);
        var gone = world.leave(left, user);
        assertThat(read(() -> db.memberships().findAll(Set.of(id, left, never), user.id())))
                .isEqualTo(Map.of(id, here, left, gone));
        assertThat(read(() -> db.memberships().findAll(Set.<RoomId>of(), user.id())))
                .isEmpty();
    }

    @Test
    void membersAreListedInTheOrderOfJoining() {
        addSystemMember();
        var users = world.users(4);
        var late = users.get(0);
        world.join(id, late);
        world.leave(id, late);
        world.join(id, users.get(3));
        world.join(id, users.get(1));
        world.join(id, late);
        world.join(id, users.get(2));
        world.ban(id, owner, users.get(2));
        var members = List.of(member(owner), member(users.get(3)), member(users.get(1)), member(late));
        assertThat(read(() -> db.memberships().membersOf(id))).isEqualTo(members);
        assertThat(membersOf(3, 0)).isEqualTo(new Page<>(4, members.subList(0, 3)));
        assertThat(membersOf(3, 3)).isEqualTo(new Page<>(4, members.subList(3, 4)));
        assertThat(membersOf(3, 9)).isEqualTo(new Page<Member>(4, List.of()));
    }

    @Test
    void membersWhoJoinedAtTheSameTimeFollowById() {
        var at = world.tick();
        var memberships = new ArrayList<Membership>();
        world.users(9).forEach(user -> memberships.add(member(user, at, Role.MEMBER)));
        var shuffled = new ArrayList<>(memberships);
        Collections.reverse(shuffled);
        Collections.swap(shuffled, 2, 7);
        shuffled.forEach(membership -> change(() -> db.memberships().add(List.of(membership))));
        var ids = new ArrayList<>(memberships.stream().map(Membership::id).toList());
        ids.add(0, world.membership(id, owner).id());
        assertThat(read(() -> db.memberships().membersOf(id)))
                .extracting(member -> member.membership().id())
                .isEqualTo(ids);
        var paged = new ArrayList<MembershipId>();
        for (int offset = 0; offset < 10; offset += 4) {
            membersOf(4, offset)
                    .items()
                    .forEach(member -> paged.add(member.membership().id()));
        }
        assertThat(paged).isEqualTo(ids);
        assertThat(read(() -> db.memberships().firstMembersOf(Set.of(id), 4).get(id)))
                .extracting(member -> member.membership().id())
                .isEqualTo(ids.subList(0, 4));
        assertThat(read(() -> db.memberships().longestMember(id, Role.MEMBER, freshId())))
                .contains(memberships.get(0));
    }

    @Test
    void firstMembersOfManyRoomsAreReturned() {
        var other = world.group(world.user()).id();
        var users = world.users(3);
        users.forEach(user -> world.join(id, user));
        world.join(other, users.get(2));
        world.leave(id, users.get(0));
        addSystemMember();
        var first = read(() -> db.memberships().firstMembersOf(Set.of(id, other, new RoomId(world.id())), 2));
        assertThat(first.get(id)).containsExactly(member(owner), member(users.get(1)));
        assertThat(first.get(other)).hasSize(2).last().isEqualTo(member(other, users.get(2)));
        assertThat(read(() -> db.memberships().firstMembersOf(Set.of(), 2))).isEmpty();
    }

    @Test
    void changedMembersAreReturnedByVersion() {
        addSystemMember();
        var users = world.users(3);
        var stayed = new Member(world.join(id, users.get(0)), users.get(0));
        world.join(id, users.get(1));
        world.join(id, users.get(2));
        world.join(world.group(owner).id(), users.get(0));
        var left = new Member(world.leave(id, users.get(1)), users.get(1));
        var banned = new Member(world.ban(id, owner, users.get(2)), users.get(2));
        var founder = new Member(world.membership(id, owner), owner);
        assertThat(changedSince(0, 10)).containsExactly(founder, stayed, left, banned);
        assertThat(changedSince(stayed.membership().version(), 10)).containsExactly(left, banned);
        assertThat(changedSince(room.version(), 2)).containsExactly(stayed, left);
        assertThat(changedSince(banned.membership().version(), 10)).isEmpty();
        assertThat(read(() -> db.memberships().changedSince(new RoomId(world.id()), 0, 10)))
                .isEmpty();
    }

    @Test
    void invisibleChangesDoNotCount() {
        world.post(id, owner);
        var reader = world.user();
        long joined = world.join(id, reader).version();
        world.post(id, owner);
        world.see(id, reader, 1);
        var muted = world.membership(id, reader).withMute(Mute.FOREVER);
        change(() -> db.memberships().update(muted));
        assertThat(changedSince(joined, 10)).isEmpty();
        assertThat(changedSince(joined - 1, 10)).containsExactly(new Member(muted, reader));
    }

    @Test
    void recentlyJoinedMembershipsAreReturned() {
        var early = world.user();
        world.join(id, early);
        var since = world.tick();
        var late = world.user();
        var gone = world.user();
        var stranger = world.user();
        var joined = world.join(id, late);
        world.join(id, stranger);
        world.join(id, gone);
        world.leave(id, gone);
        var people = Set.of(early.id(), late.id(), gone.id());
        assertThat(read(() -> db.memberships().joinedSince(since, people))).containsExactly(joined);
        assertThat(read(() -> db.memberships().joinedSince(joined.joined(), people)))
                .containsExactly(joined);
        assertThat(read(() -> db.memberships().joinedSince(joined.joined().plusMillis(1), people)))
                .isEmpty();
        assertThat(read(() -> db.memberships().joinedSince(since, Set.of()))).isEmpty();
        world.leave(id, early);
        var again = world.join(id, early);
        assertThat(read(() -> db.memberships().joinedSince(since, people))).containsExactlyInAnyOrder(joined, again);
    }

    private List<Member> changedSince(long version, int limit) {
        return read(() -> db.memberships().changedSince(id, version, limit));
    }

    @Test
    void allActiveMembershipsOfAUserAreReturned() {
        var user = world.user();
        var other = world.group(owner).id();
        var left = world.group(owner).id();
        for (var joined : List.of(id, other, left)) {
            world.join(joined, user);
        }
        world.leave(left, user);
        assertThat(read(() -> db.memberships().activeOf(user.id())))
                .containsExactlyInAnyOrder(member(user), member(other, user));
        assertThat(read(() -> db.memberships().activeOf(new UserId(world.id()))))
                .isEmpty();
    }

    private Page<Member> membersOf(int limit, long offset) {
        return read(() -> db.memberships().membersOf(id, new Page.Window(limit, offset)));
    }

    private Member member(User user) {
        return member(id, user);
    }

    private Member member(RoomId in, User user) {
        return new Member(world.membership(in, user), user);
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
