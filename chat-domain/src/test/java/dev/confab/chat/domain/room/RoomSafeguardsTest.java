package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.LATER;
import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must hold even when a caller is careless, or a room is left alone. */
class RoomSafeguardsTest {

    private final Room room = Cast.group(true);
    private final Membership owner = Cast.member(room, Role.OWNER);

    @Test
    void whoEntersAnEmptiedGroupRulesIt() {
        var creator = Cast.userId();
        var founded = Room.named(Cast.roomId(), "Tea", creator, NOON).addFounder(creator, Cast.membershipId(), NOON);
        var emptied = founded.room().leave(founded.row());
        var entered = emptied.room().join(null, Cast.userId(), Cast.membershipId(), LATER);
        assertThat(entered.row().role()).isEqualTo(Role.OWNER);
        var back = emptied.room().joinByPosting(emptied.row(), creator, Cast.membershipId(), LATER);
        assertThat(back.row().role()).isEqualTo(Role.OWNER);
    }

    @Test
    void liftingNoBanChangesNothing() {
        var member = Cast.member(room, Role.ADMIN);
        var same = room.unban(owner, member);
        assertThat(same).isEqualTo(new RoomTransition<>(room, member));
    }

    @Test
    void removingWhoIsBannedDoesNotLiftTheBan() {
        var banned = Cast.member(room, Role.MEMBER, MembershipStatus.BANNED);
        assertThat(room.remove(owner, banned).row().status()).isEqualTo(MembershipStatus.BANNED);
    }

    @Test
    void theLastOwnerDoesNotGoByRemovingThemselves() {
        assertThatThrownBy(() -> room.remove(owner, owner)).isInstanceOf(Refusal.class);
    }

    @Test
    void whoIsNamedTwiceIsOnePerson() {
        var ann = Cast.userId();
        assertThat(RoomKey.ofPeople(List.of(ann, ann))).isEqualTo(RoomKey.ofPeople(List.of(ann)));
        assertThat(Room.ofPeople(Cast.roomId(), List.of(ann, ann), ann, NOON).kind())
                .isEqualTo(RoomKind.SELF);
    }

    @Test
    void theMemberOfAnotherRoomHasNoPowerHere() {
        var stranger = Cast.member(Cast.group(true), Role.OWNER);
        assertThatThrownBy(() -> room.delete(stranger)).isInstanceOf(IllegalArgumentException.class);
    }
}
