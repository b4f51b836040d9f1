package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link MembershipStore} for single memberships; locks, lists and counts have contracts of their own. */
public abstract class MembershipStoreContract extends StoreContract {

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
    void storedMembershipIsReturnedUnchanged() {
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
    void updateReplacesTheMembership() {
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
    void userWhoNeverJoinedHasNoMembership() {
        var stranger = world.user();
        assertThat(read(() -> db.memberships().find(id, stranger.id()))).isEmpty();
        assertThat(write(() -> db.memberships().lock(id, stranger.id()))).isEmpty();
        assertThat(read(() -> db.memberships().find(new RoomId(world.id()), owner.id())))
                .isEmpty();
    }

    @Test
    void secondMembershipOfAUserIsRejected() {
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
    void roomHasOneSystemMember() {
        assertThat(read(() -> db.memberships().systemMember(id))).isEmpty();
        var system = addSystemMember();
        assertThat(read(() -> db.memberships().systemMember(id))).contains(system);
        assertThatThrownBy(this::addSystemMember).isInstanceOf(RuntimeException.class);
        assertThat(read(() -> db.memberships().systemMember(id))).contains(system);
        var other = world.group(owner);
        assertThat(read(() -> db.memberships().systemMember(other.id()))).isEmpty();
    }

    @Test
    void allMembershipsAreAddedOrNone() {
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
    void membershipsAreReturnedWithTheirUsers() {
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
    void membershipIsReturnedWithAnInactiveUser() {
        var inactive = world.user(Accounts.inactive(world.newUser(world.word())));
        var membership = world.join(id, inactive);
        assertThat(read(() -> db.memberships().member(membership.id()))).contains(new Member(membership, inactive));
    }

    @Test
    void watermarkUpdateChangesNothingElse() {
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
