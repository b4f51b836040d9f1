package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.LATER;
import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.UserId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Joining, leaving, rejoining, bans, roles and succession. */
class RoomMembersTest {

    private final Room room = Cast.group(true);
    private final Room hidden = Cast.group(false);
    private final Membership owner = Cast.member(room, Role.OWNER);
    private final Membership member = Cast.member(room, Role.MEMBER);

    @Test
    void creatorOfGroupIsOwner() {
        var creator = Cast.userId();
        var founded = Room.group(Cast.roomId(), RoomProfile.of("Tea", true), creator, NOON);
        var first = founded.members().addFounder(creator, Cast.membershipId(), NOON);
        var second = first.room().members().addFounder(Cast.userId(), Cast.membershipId(), NOON);
        assertThat(first.value().role()).isEqualTo(Role.OWNER);
        assertThat(second.value().role()).isEqualTo(Role.MEMBER);
        assertThat(second.room().memberCount()).isEqualTo(2);
        assertThat(second.room().version()).isEqualTo(2);
    }

    @Test
    void directRoomHasNoOwnerAndSelfRoomHasOne() {
        var people = List.of(Cast.userId(), Cast.userId());
        var direct = Room.forUsers(Cast.roomId(), people, people.get(0), NOON);
        var self = Room.forUsers(Cast.roomId(), people.subList(0, 1), people.get(0), NOON);
        assertThat(role(direct, people.get(0))).isEqualTo(Role.MEMBER);
        assertThat(role(self, people.get(0))).isEqualTo(Role.OWNER);
    }

    private static Role role(Room founded, UserId user) {
        return founded.members()
                .addFounder(user, Cast.membershipId(), NOON)
                .value()
                .role();
    }

    @Test
    void newMemberStartsAtTheEndOfTheHistory() {
        var user = Cast.userId();
        var joined = room.members().join(null, user, Cast.membershipId(), LATER);
        assertThat(joined.value().isOf(user)).isTrue();
        assertThat(joined.value().joinedSeq()).isEqualTo(room.messageSeq());
        assertThat(joined.value().seenSeq()).isEqualTo(room.messageSeq());
        assertThat(joined.value().unreadIn(joined.room())).isZero();
        assertThat(joined.value().role()).isEqualTo(Role.MEMBER);
        assertThat(joined.value().mute()).isEqualTo(Mute.OFF);
        assertThat(joined.value().joined()).isEqualTo(LATER);
        assertOneVersionFurther(joined, 1);
    }

    @Test
    void returningMemberKeepsTheMembershipButNotTheRole() {
        var past = Cast.member(room, Role.ADMIN, Membership.Status.LEFT).withMute(Mute.until(LATER));
        var back = room.members().join(past, past.user(), Cast.membershipId(), LATER);
        assertThat(back.value().id()).isEqualTo(past.id());
        assertThat(back.value().role()).isEqualTo(Role.MEMBER);
        assertThat(back.value().isActive()).isTrue();
        assertThat(back.value().mute()).isEqualTo(past.mute());
        assertThat(back.value().joinedSeq()).isEqualTo(room.messageSeq());
        assertThat(back.value().joined()).isEqualTo(LATER);
        assertOneVersionFurther(back, 1);
    }

    @Test
    void privateRoomCannotBeJoined() {
        var past = Cast.member(hidden, Role.MEMBER, Membership.Status.LEFT);
        assertNotFound(() -> hidden.members().join(null, Cast.userId(), Cast.membershipId(), NOON));
        assertNotFound(() -> hidden.members().join(past, past.user(), Cast.membershipId(), NOON));
        assertNotFound(() -> hidden.members().joinByPosting(null, Cast.userId(), Cast.membershipId(), NOON));
    }

    @Test
    void bannedUserCannotJoin() {
        var banned = Cast.member(room, Role.MEMBER, Membership.Status.BANNED);
        assertNotFound(() -> room.members().join(banned, banned.user(), Cast.membershipId(), NOON));
        assertNotFound(() -> room.members().joinByPosting(banned, banned.user(), Cast.membershipId(), NOON));
        assertThatThrownBy(() -> room.members().add(owner, banned, banned.user(), Cast.membershipId(), NOON))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void joiningByPostingMutesOnlyTheFirstTime() {
        var first = room.members().joinByPosting(null, Cast.userId(), Cast.membershipId(), NOON);
        assertThat(first.value().mute()).isEqualTo(Mute.FOREVER);
        var unmuted = first.value().withMute(Mute.OFF);
        var left = first.room().members().leave(unmuted);
        var again = left.room().members().joinByPosting(left.value(), unmuted.user(), Cast.membershipId(), LATER);
        assertThat(again.value().mute()).isEqualTo(Mute.OFF);
    }

    @Test
    void muteSurvivesLeavingAndRejoining() {
        var left = room.members().leave(member.withMute(Mute.FOREVER));
        var back = left.room().members().join(left.value(), member.user(), Cast.membershipId(), LATER);
        assertThat(back.value().mute()).isEqualTo(Mute.FOREVER);
    }

    @Test
    void addedUserIsNotMuted() {
        var added =
                hidden.members().add(Cast.member(hidden, Role.ADMIN), null, Cast.userId(), Cast.membershipId(), LATER);
        assertThat(added.value().mute()).isEqualTo(Mute.OFF);
        assertThat(added.value().isActive()).isTrue();
        assertThat(added.room().memberCount()).isEqualTo(hidden.memberCount() + 1);
    }

    @Test
    void formerMemberOfPrivateRoomCanBeAdded() {
        var past = Cast.member(hidden, Role.OWNER, Membership.Status.LEFT);
        var back = hidden.members().add(Cast.member(hidden, Role.ADMIN), past, past.user(), Cast.membershipId(), LATER);
        assertThat(back.value().id()).isEqualTo(past.id());
        assertThat(back.value().role()).isEqualTo(Role.MEMBER);
    }

    @ParameterizedTest
    @EnumSource
    void leavingMemberLosesTheRoleAndKeepsTheMembership(Role role) {
        var leaver = Cast.member(room, role);
        var left = room.members().leave(leaver);
        assertThat(left.value().status()).isEqualTo(Membership.Status.LEFT);
        assertThat(left.value().role()).isEqualTo(Role.MEMBER);
        assertThat(left.value().seenSeq()).isEqualTo(leaver.seenSeq());
        assertThat(left.value().unreadIn(left.room())).isZero();
        assertOneVersionFurther(left, -1);
    }

    @Test
    void removedMemberCanRejoinPublicRoom() {
        var removed = room.members().remove(owner, member);
        assertThat(removed.value().status()).isEqualTo(Membership.Status.LEFT);
        assertOneVersionFurther(removed, -1);
        var back = removed.room().members().join(removed.value(), member.user(), Cast.membershipId(), LATER);
        assertThat(back.value().isActive()).isTrue();
    }

    @Test
    void banHidesPublicRoom() {
        var banned = room.members().ban(owner, member);
        assertThat(banned.value().status()).isEqualTo(Membership.Status.BANNED);
        assertThat(banned.room().isVisibleTo(banned.value())).isFalse();
        assertOneVersionFurther(banned, -1);
    }

    @Test
    void formerMemberCanBeBannedWithoutChangingTheCount() {
        var banned = room.members().ban(owner, Cast.member(room, Role.MEMBER, Membership.Status.LEFT));
        assertThat(banned.value().status()).isEqualTo(Membership.Status.BANNED);
        assertOneVersionFurther(banned, 0);
    }

    @Test
    void unbannedUserIsFormerMemberAndCanRejoin() {
        var banned = room.members().ban(owner, member);
        var lifted = banned.room().members().unban(owner, banned.value());
        assertThat(lifted.value().status()).isEqualTo(Membership.Status.LEFT);
        assertThat(lifted.room().memberCount()).isEqualTo(room.memberCount() - 1);
        assertThat(lifted.room().version()).isEqualTo(lifted.value().version()).isEqualTo(room.version() + 2);
        assertThat(lifted.room()
                        .members()
                        .join(lifted.value(), member.user(), Cast.membershipId(), LATER)
                        .value()
                        .isActive())
                .isTrue();
    }

    @Test
    void ownerChangesRoles() {
        for (var role : Role.values()) {
            var changed = room.members().changeRole(owner, member, role, false);
            assertThat(changed.value().role()).isEqualTo(role);
            assertOneVersionFurther(changed, 0);
        }
    }

    @Test
    void lastOwnerCannotStepDown() {
        assertThatThrownBy(() -> room.members().changeRole(owner, owner, Role.ADMIN, false))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(room.members()
                        .changeRole(owner, owner, Role.ADMIN, true)
                        .value()
                        .role())
                .isEqualTo(Role.ADMIN);
        assertThat(room.members()
                        .changeRole(owner, owner, Role.OWNER, false)
                        .value()
                        .role())
                .isEqualTo(Role.OWNER);
    }

    @Test
    void onlyActiveMemberCanHaveARole() {
        var targets = List.of(
                Cast.member(room, Role.MEMBER, Membership.Status.LEFT),
                Cast.member(room, Role.MEMBER, Membership.Status.BANNED),
                room.members().systemMember(Cast.membershipId(), NOON));
        for (var target : targets) {
            assertThatThrownBy(() -> room.members().changeRole(owner, target, Role.ADMIN, true))
                    .isInstanceOf(Refusal.Invalid.class);
        }
    }

    @Test
    void eldestAdminOrElseEldestMemberSucceedsTheOwner() {
        var eldest = new EnumMap<Role, Membership>(Role.class);
        assertThat(successor(owner, eldest)).isEmpty();
        eldest.put(Role.MEMBER, member);
        assertThat(successor(owner, eldest)).contains(member);
        var admin = Cast.member(room, Role.ADMIN);
        eldest.put(Role.ADMIN, admin);
        assertThat(successor(owner, eldest)).contains(admin);
        eldest.put(Role.OWNER, Cast.member(room, Role.OWNER));
        assertThat(successor(owner, eldest)).isEmpty();
    }

    @Test
    void memberWithoutOwnerRoleHasNoSuccessor() {
        var eldest = Map.of(Role.ADMIN, Cast.member(room, Role.ADMIN), Role.MEMBER, member);
        assertThat(successor(Cast.member(room, Role.ADMIN), eldest)).isEmpty();
        assertThat(successor(member, eldest)).isEmpty();
    }

    @Test
    void successorBecomesOwner() {
        var heir = room.members().promoteSuccessor(member);
        assertThat(heir.value().role()).isEqualTo(Role.OWNER);
        assertOneVersionFurther(heir, 0);
    }

    @Test
    void systemMemberIsNotCounted() {
        var system = room.members().systemMember(Cast.membershipId(), NOON);
        assertThat(system.isSystem()).isTrue();
        assertThat(system.isOf(Cast.userId())).isFalse();
        assertThat(system.seenSeq()).isEqualTo(room.messageSeq());
        assertThat(new Member(system, null).name()).isEqualTo("System");
    }

    private static Optional<Membership> successor(Membership leaver, Map<Role, Membership> eldest) {
        return Cast.group(true).members().successorOf(leaver, role -> Optional.ofNullable(eldest.get(role)));
    }

    private void assertOneVersionFurther(Room.Change<Membership> changed, int memberChange) {
        assertThat(changed.room().version()).isEqualTo(room.version() + 1);
        assertThat(changed.value().version()).isEqualTo(changed.room().version());
        assertThat(changed.room().memberCount()).isEqualTo(room.memberCount() + memberChange);
        assertThat(changed.room().messageSeq()).isEqualTo(room.messageSeq());
        assertThat(changed.room().lastActivity()).isEqualTo(room.lastActivity());
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Refusal.NotFound.class);
    }
}
