package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.MembershipStore.MembershipKey;
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
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link MembershipStore} does. */
public abstract class MembershipStoreContract extends StoreContract {

    private User owner;
    private Room room;
    private RoomId id;

    @BeforeEach
    void openARoom() {
        owner = world.user();
        room = world.group(owner);
        id = room.id();
    }

    @Test
    void bringsBackAMembershipAsItWas() {
        var mutes = List.of(Mute.OFF, Mute.FOREVER, Mute.until(Instant.parse("9999-12-31T23:59:59.999Z")));
        for (var mute : mutes) {
            for (var role : Role.values()) {
                for (var standing : Membership.Status.values()) {
                    var user = world.user();
                    var joined = Instant.parse("2026-10-25T01:30:00.007Z");
                    var membership = new Membership(
                            freshId(),
                            id,
                            user.id(),
                            role,
                            standing,
                            mute,
                            PushLevel.MENTIONS,
                            new Watermarks(3, 6_000_000_000L, 5_000_000_000L),
                            joined,
                            9);
                    change(() -> db.memberships().add(List.of(membership)));
                    assertThat(world.membership(id, user)).isEqualTo(membership);
                }
            }
        }
    }

    @Test
    void anUpdateReplacesTheMembership() {
        var user = world.user();
        var before = world.join(id, user);
        var after = new Membership(
                before.id(),
                id,
                user.id(),
                Role.ADMIN,
                Membership.Status.BANNED,
                Mute.until(Instant.parse("2026-03-29T01:30:00.001Z")),
                PushLevel.NOTHING,
                new Watermarks(1, 3, 2),
                world.tick(),
                17);
        change(() -> db.memberships().update(after));
        assertThat(world.membership(id, user)).isEqualTo(after);
        var unmuted = after.withMute(Mute.OFF);
        change(() -> db.memberships().update(unmuted));
        assertThat(world.membership(id, user)).isEqualTo(unmuted);
        assertThat(world.membership(id, owner).role()).isEqualTo(Role.OWNER);
    }

    @Test
    void aStrangerHasNoMembership() {
        var stranger = world.user();
        assertThat(read(() -> db.memberships().find(id, stranger.id()))).isEmpty();
        assertThat(write(() -> db.memberships().lock(id, stranger.id()))).isEmpty();
        assertThat(read(() -> db.memberships().find(new RoomId(world.id()), owner.id())))
                .isEmpty();
    }

    @Test
    void nobodyIsInARoomTwice() {
        var other = world.user();
        var first = world.join(id, other);
        var second = new Membership(
                freshId(),
                id,
                other.id(),
                Role.MEMBER,
                Membership.Status.ACTIVE,
                Mute.OFF,
                PushLevel.ALL,
                Watermarks.startingAt(0),
                world.tick(),
                9);
        assertThatThrownBy(() -> change(() -> db.memberships().add(List.of(second))))
                .isInstanceOf(RuntimeException.class);
        assertThat(world.membership(id, other)).isEqualTo(first);
    }

    @Test
    void aRoomHasOneSystemMember() {
        assertThat(read(() -> db.memberships().systemMember(id))).isEmpty();
        var system = addSystemMember();
        assertThat(read(() -> db.memberships().systemMember(id))).contains(system);
        assertThatThrownBy(this::addSystemMember).isInstanceOf(RuntimeException.class);
        assertThat(read(() -> db.memberships().systemMember(id))).contains(system);
        var other = world.group(owner);
        assertThat(read(() -> db.memberships().systemMember(other.id()))).isEmpty();
    }

    @Test
    void addsManyOrNone() {
        var users = world.users(50);
        var memberships = new ArrayList<Membership>();
        users.forEach(user -> memberships.add(member(user, world.tick(), Role.MEMBER)));
        var broken = new ArrayList<>(memberships);
        broken.add(member(users.get(7), world.tick(), Role.MEMBER));
        assertThatThrownBy(() -> change(() -> db.memberships().add(broken))).isInstanceOf(RuntimeException.class);
        assertThat(read(() -> db.memberships().find(id, users.get(0).id()))).isEmpty();
        change(() -> db.memberships().add(memberships));
        change(() -> db.memberships().add(List.of()));
        var ids = Set.copyOf(users.stream().map(User::id).toList());
        assertThat(read(() -> db.memberships().findAll(id, ids))).containsExactlyInAnyOrderElementsOf(memberships);
    }

    @Test
    void findsAmongUsersThoseWhoAreOrWereInTheRoom() {
        var left = world.user();
        world.join(id, left);
        var gone = world.leave(id, left);
        var wanted = Set.of(owner.id(), left.id(), world.user().id(), new UserId(world.id()));
        assertThat(read(() -> db.memberships().findAll(id, wanted)))
                .containsExactlyInAnyOrder(world.membership(id, owner), gone);
        assertThat(read(() -> db.memberships().findAll(id, Set.<UserId>of()))).isEmpty();
    }

    @Test
    void findsAUsersMembershipsAmongRooms() {
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
    void bringsMembershipsWithTheirUsers() {
        var left = world.user();
        world.join(id, left);
        var gone = world.leave(id, left);
        var system = addSystemMember();
        var own = world.membership(id, owner);
        assertThat(read(() -> db.memberships().member(own.id()))).contains(new Member(own, owner));
        assertThat(read(() -> db.memberships().member(gone.id()))).contains(new Member(gone, left));
        assertThat(read(() -> db.memberships().member(system.id()))).contains(new Member(system, null));
        assertThat(read(() -> db.memberships().member(freshId()))).isEmpty();
        var all = Map.of(
                own.id(), new Member(own, owner),
                gone.id(), new Member(gone, left),
                system.id(), new Member(system, null));
        assertThat(read(() -> db.memberships().members(Set.of(own.id(), gone.id(), system.id(), freshId()))))
                .isEqualTo(all);
        assertThat(read(() -> db.memberships().members(Set.of()))).isEmpty();
    }

    @Test
    void bringsAMembershipWithAnInactiveUser() {
        var inactive = world.user(Accounts.inactive(world.newUser(world.word())));
        var membership = world.join(id, inactive);
        assertThat(read(() -> db.memberships().member(membership.id()))).contains(new Member(membership, inactive));
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
    void whoJoinedAtTheSameMomentFollowsById() {
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
    void bringsTheFirstMembersOfManyRooms() {
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
    void readsThePeopleWhoChangedSinceAVersionTheEarliestChangeFirst() {
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
    void whatOthersCannotSeeIsNoChangeOfAMember() {
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
    void bringsWhatWasJoinedLatelyByThosePeople() {
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
    void bringsAllActiveMembershipsOfAPerson() {
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

    @Test
    void theEldestOfARoleIsWhoJoinedFirst() {
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
    void whoLeftIsNotTheEldest() {
        var left = world.user();
        world.join(id, left);
        var stays = world.join(id, world.user());
        world.leave(id, left);
        assertThat(eldest(Role.MEMBER, freshId())).contains(stays.id());
    }

    @Test
    void countsTheMembersAmongUsers() {
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
    void whatWaitsForPeopleIsCountedOverAllTheirRooms() {
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

    @Test
    void aLockKeepsOthersFromLocking() {
        var user = world.user();
        var changed = world.join(id, user).withMute(Mute.FOREVER);
        var seen = whileLocked(
                () -> db.memberships().lock(id, user.id()),
                () -> db.memberships().lock(id, user.id()).orElseThrow(),
                () -> db.memberships().update(changed));
        assertThat(seen).isEqualTo(changed);
    }

    @Test
    void aLockKeepsOthersFromUpdating() {
        var user = world.user();
        var byRival = world.join(id, user).withMute(Mute.FOREVER);
        whileLocked(
                () -> db.memberships().lock(id, user.id()),
                () -> {
                    db.memberships().update(byRival);
                    return true;
                },
                () -> db.memberships().update(byRival.withMute(Mute.OFF)));
        assertThat(world.membership(id, user)).isEqualTo(byRival);
    }

    @Test
    void manyPlacesAreLockedAtOnceWithTheirPeople() {
        var one = world.user();
        var other = world.user();
        var elsewhere = world.group(other).id();
        world.join(id, one);
        world.join(id, other);
        world.leave(id, other);
        var places = Set.of(
                new MembershipKey(id, one.id()),
                new MembershipKey(id, other.id()),
                new MembershipKey(elsewhere, other.id()),
                new MembershipKey(elsewhere, one.id()),
                new MembershipKey(new RoomId(world.id()), one.id()));
        assertThat(write(() -> db.memberships().lockAll(places)))
                .containsExactlyInAnyOrder(member(one), member(other), member(elsewhere, other));
        assertThat(write(() -> db.memberships().lockAll(Set.of()))).isEmpty();
    }

    @Test
    void theLockOfManyKeepsOthersFromLockingOne() {
        var user = world.user();
        var changed = world.join(id, user).withMute(Mute.FOREVER);
        var seen = whileLocked(
                () -> assertThat(db.memberships().lockAll(Set.of(new MembershipKey(id, user.id()))))
                        .hasSize(1),
                () -> db.memberships().lock(id, user.id()).orElseThrow(),
                () -> db.memberships().update(changed));
        assertThat(seen).isEqualTo(changed);
    }

    @Test
    void watermarksOfManyAreStoredAtOnceAndNothingElse() {
        var one = world.join(id, world.user());
        var other = world.join(id, world.user());
        var untouched = world.join(id, world.user());
        change(() -> db.memberships()
                .updateWatermarks(
                        List.of(risen(one.withMute(Mute.FOREVER), 5, 4), risen(other.withMute(Mute.FOREVER), 7, 7))));
        assertThat(stored(one)).isEqualTo(risen(one, 5, 4));
        assertThat(stored(other)).isEqualTo(risen(other, 7, 7));
        assertThat(stored(untouched)).isEqualTo(untouched);
    }

    private Membership stored(Membership membership) {
        return read(() -> db.memberships().member(membership.id()))
                .orElseThrow()
                .membership();
    }

    private static Membership risen(Membership m, long received, long seen) {
        return new Membership(
                m.id(),
                m.room(),
                m.user(),
                m.role(),
                m.status(),
                m.mute(),
                m.pushLevel(),
                new Watermarks(m.joinedSeq(), received, seen),
                m.joined(),
                m.version());
    }

    private Optional<MembershipId> eldest(Role role, MembershipId except) {
        return read(() -> db.memberships().longestMember(id, role, except)).map(Membership::id);
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
