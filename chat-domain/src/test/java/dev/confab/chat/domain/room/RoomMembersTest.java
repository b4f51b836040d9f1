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

/** How people come, go, come back and take over. */
class RoomMembersTest {

    private final Room room = Cast.group(true);
    private final Room hidden = Cast.group(false);
    private final Membership owner = Cast.member(room, Role.OWNER);
    private final Membership member = Cast.member(room, Role.MEMBER);

    @Test
    void theCreatorOfAGroupRulesIt() {
        var creator = Cast.userId();
        var founded = Room.group(Cast.roomId(), RoomProfile.of("Tea", true), creator, NOON);
        var first = founded.addFounder(creator, Cast.membershipId(), NOON);
        var second = first.room().addFounder(Cast.userId(), Cast.membershipId(), NOON);
        assertThat(first.row().role()).isEqualTo(Role.OWNER);
        assertThat(second.row().role()).isEqualTo(Role.MEMBER);
        assertThat(second.room().memberCount()).isEqualTo(2);
        assertThat(second.room().version()).isEqualTo(2);
    }

    @Test
    void nobodyRulesADirectRoomAndOneselfRulesTheOwnNotes() {
        var people = List.of(Cast.userId(), Cast.userId());
        var direct = Room.ofPeople(Cast.roomId(), people, people.get(0), NOON);
        var self = Room.ofPeople(Cast.roomId(), people.subList(0, 1), people.get(0), NOON);
        assertThat(role(direct, people.get(0))).isEqualTo(Role.MEMBER);
        assertThat(role(self, people.get(0))).isEqualTo(Role.OWNER);
    }

    private static Role role(Room founded, UserId user) {
        return founded.addFounder(user, Cast.membershipId(), NOON).row().role();
    }

    @Test
    void whoJoinsStartsAtTheEndOfTheHistory() {
        var user = Cast.userId();
        var joined = room.join(null, user, Cast.membershipId(), LATER);
        assertThat(joined.row().isOf(user)).isTrue();
        assertThat(joined.row().joinedSeq()).isEqualTo(room.messageSeq());
        assertThat(joined.row().seenSeq()).isEqualTo(room.messageSeq());
        assertThat(joined.row().unreadIn(joined.room())).isZero();
        assertThat(joined.row().role()).isEqualTo(Role.MEMBER);
        assertThat(joined.row().mute()).isEqualTo(Mute.OFF);
        assertThat(joined.row().joined()).isEqualTo(LATER);
        assertOneVersionFurther(joined, 1);
    }

    @Test
    void whoComesBackKeepsTheMembershipButNotTheRole() {
        var past = Cast.member(room, Role.ADMIN, MembershipStatus.LEFT).withMute(Mute.until(LATER));
        var back = room.join(past, past.user(), Cast.membershipId(), LATER);
        assertThat(back.row().id()).isEqualTo(past.id());
        assertThat(back.row().role()).isEqualTo(Role.MEMBER);
        assertThat(back.row().isActive()).isTrue();
        assertThat(back.row().mute()).isEqualTo(past.mute());
        assertThat(back.row().joinedSeq()).isEqualTo(room.messageSeq());
        assertThat(back.row().joined()).isEqualTo(LATER);
        assertOneVersionFurther(back, 1);
    }

    @Test
    void nobodyJoinsAPrivateRoomByThemselves() {
        var past = Cast.member(hidden, Role.MEMBER, MembershipStatus.LEFT);
        assertNotFound(() -> hidden.join(null, Cast.userId(), Cast.membershipId(), NOON));
        assertNotFound(() -> hidden.join(past, past.user(), Cast.membershipId(), NOON));
        assertNotFound(() -> hidden.joinByPosting(null, Cast.userId(), Cast.membershipId(), NOON));
    }

    @Test
    void whoIsBannedCannotComeInAnyWay() {
        var banned = Cast.member(room, Role.MEMBER, MembershipStatus.BANNED);
        assertNotFound(() -> room.join(banned, banned.user(), Cast.membershipId(), NOON));
        assertNotFound(() -> room.joinByPosting(banned, banned.user(), Cast.membershipId(), NOON));
        assertThatThrownBy(() -> room.add(owner, banned, banned.user(), Cast.membershipId(), NOON))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void whoJoinsByPostingIsMutedOnlyTheFirstTime() {
        var first = room.joinByPosting(null, Cast.userId(), Cast.membershipId(), NOON);
        assertThat(first.row().mute()).isEqualTo(Mute.FOREVER);
        var unmuted = first.row().withMute(Mute.OFF);
        var left = first.room().leave(unmuted);
        var again = left.room().joinByPosting(left.row(), unmuted.user(), Cast.membershipId(), LATER);
        assertThat(again.row().mute()).isEqualTo(Mute.OFF);
    }

    @Test
    void whoStaysMutedStaysSoThroughLeavingAndComingBack() {
        var left = room.leave(member.withMute(Mute.FOREVER));
        var back = left.room().join(left.row(), member.user(), Cast.membershipId(), LATER);
        assertThat(back.row().mute()).isEqualTo(Mute.FOREVER);
    }

    @Test
    void whoIsAddedIsNotMuted() {
        var added = hidden.add(Cast.member(hidden, Role.ADMIN), null, Cast.userId(), Cast.membershipId(), LATER);
        assertThat(added.row().mute()).isEqualTo(Mute.OFF);
        assertThat(added.row().isActive()).isTrue();
        assertThat(added.room().memberCount()).isEqualTo(hidden.memberCount() + 1);
    }

    @Test
    void whoLeftAPrivateRoomCanBeBroughtBack() {
        var past = Cast.member(hidden, Role.OWNER, MembershipStatus.LEFT);
        var back = hidden.add(Cast.member(hidden, Role.ADMIN), past, past.user(), Cast.membershipId(), LATER);
        assertThat(back.row().id()).isEqualTo(past.id());
        assertThat(back.row().role()).isEqualTo(Role.MEMBER);
    }

    @ParameterizedTest
    @EnumSource
    void whoGoesLosesTheRoleAndKeepsTheRow(Role role) {
        var leaver = Cast.member(room, role);
        var left = room.leave(leaver);
        assertThat(left.row().status()).isEqualTo(MembershipStatus.LEFT);
        assertThat(left.row().role()).isEqualTo(Role.MEMBER);
        assertThat(left.row().seenSeq()).isEqualTo(leaver.seenSeq());
        assertThat(left.row().unreadIn(left.room())).isZero();
        assertOneVersionFurther(left, -1);
    }

    @Test
    void whoIsRemovedMayComeBackWhereEverybodyMay() {
        var removed = room.remove(owner, member);
        assertThat(removed.row().status()).isEqualTo(MembershipStatus.LEFT);
        assertOneVersionFurther(removed, -1);
        var back = removed.room().join(removed.row(), member.user(), Cast.membershipId(), LATER);
        assertThat(back.row().isActive()).isTrue();
    }

    @Test
    void aBanHidesEvenAPublicRoom() {
        var banned = room.ban(owner, member);
        assertThat(banned.row().status()).isEqualTo(MembershipStatus.BANNED);
        assertThat(banned.room().isVisibleTo(banned.row())).isFalse();
        assertOneVersionFurther(banned, -1);
    }

    @Test
    void whoIsOutAlreadyCanBeBannedAndIsNotCountedTwice() {
        var banned = room.ban(owner, Cast.member(room, Role.MEMBER, MembershipStatus.LEFT));
        assertThat(banned.row().status()).isEqualTo(MembershipStatus.BANNED);
        assertOneVersionFurther(banned, 0);
    }

    @Test
    void afterABanIsLiftedTheUserIsOutButMayComeBack() {
        var banned = room.ban(owner, member);
        var lifted = banned.room().unban(owner, banned.row());
        assertThat(lifted.row().status()).isEqualTo(MembershipStatus.LEFT);
        assertThat(lifted.room().memberCount()).isEqualTo(room.memberCount() - 1);
        assertThat(lifted.room().version()).isEqualTo(lifted.row().version()).isEqualTo(room.version() + 2);
        assertThat(lifted.room()
                        .join(lifted.row(), member.user(), Cast.membershipId(), LATER)
                        .row()
                        .isActive())
                .isTrue();
    }

    @Test
    void anOwnerChangesRoles() {
        for (var role : Role.values()) {
            var changed = room.changeRole(owner, member, role, false);
            assertThat(changed.row().role()).isEqualTo(role);
            assertOneVersionFurther(changed, 0);
        }
    }

    @Test
    void theLastOwnerCannotStepDown() {
        assertThatThrownBy(() -> room.changeRole(owner, owner, Role.ADMIN, false))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(room.changeRole(owner, owner, Role.ADMIN, true).row().role()).isEqualTo(Role.ADMIN);
        assertThat(room.changeRole(owner, owner, Role.OWNER, false).row().role())
                .isEqualTo(Role.OWNER);
    }

    @Test
    void onlyAnActivePersonCanHaveARole() {
        var targets = List.of(
                Cast.member(room, Role.MEMBER, MembershipStatus.LEFT),
                Cast.member(room, Role.MEMBER, MembershipStatus.BANNED),
                room.systemMember(Cast.membershipId(), NOON));
        for (var target : targets) {
            assertThatThrownBy(() -> room.changeRole(owner, target, Role.ADMIN, true))
                    .isInstanceOf(Refusal.Invalid.class);
        }
    }

    @Test
    void theEldestAdminElseTheEldestMemberTakesOver() {
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
    void nobodyTakesOverFromWhoIsNoOwner() {
        var eldest = Map.of(Role.ADMIN, Cast.member(room, Role.ADMIN), Role.MEMBER, member);
        assertThat(successor(Cast.member(room, Role.ADMIN), eldest)).isEmpty();
        assertThat(successor(member, eldest)).isEmpty();
    }

    @Test
    void theHeirBecomesAnOwner() {
        var heir = room.handOver(member);
        assertThat(heir.row().role()).isEqualTo(Role.OWNER);
        assertOneVersionFurther(heir, 0);
    }

    @Test
    void theSystemMemberCountsNowhere() {
        var system = room.systemMember(Cast.membershipId(), NOON);
        assertThat(system.isSystem()).isTrue();
        assertThat(system.isOf(Cast.userId())).isFalse();
        assertThat(system.seenSeq()).isEqualTo(room.messageSeq());
        assertThat(new Member(system, null).name()).isEqualTo("System");
    }

    private static Optional<Membership> successor(Membership leaver, Map<Role, Membership> eldest) {
        return Cast.group(true).successorOf(leaver, role -> Optional.ofNullable(eldest.get(role)));
    }

    private void assertOneVersionFurther(RoomTransition<Membership> changed, int memberChange) {
        assertThat(changed.room().version()).isEqualTo(room.version() + 1);
        assertThat(changed.row().version()).isEqualTo(changed.room().version());
        assertThat(changed.room().memberCount()).isEqualTo(room.memberCount() + memberChange);
        assertThat(changed.room().messageSeq()).isEqualTo(room.messageSeq());
        assertThat(changed.room().lastActivity()).isEqualTo(room.lastActivity());
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Refusal.NotFound.class);
    }
}
