package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.LATER;
import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules for careless callers and abandoned rooms. */
class RoomSafeguardsTest {

    private final Room room = Cast.group(true);
    private final Membership owner = Cast.member(room, Role.OWNER);

    @Test
    void firstUserInEmptyGroupBecomesOwner() {
        var creator = Cast.userId();
        var founded = Room.named(Cast.roomId(), "Tea", creator, NOON)
                .members()
                .addFounder(creator, Cast.membershipId(), NOON);
        var emptied = founded.room().members().leave(founded.value());
        var entered = emptied.room().members().join(null, Cast.userId(), Cast.membershipId(), LATER);
        assertThat(entered.value().role()).isEqualTo(Role.OWNER);
        var back = emptied.room().members().joinByPosting(emptied.value(), creator, Cast.membershipId(), LATER);
        assertThat(back.value().role()).isEqualTo(Role.OWNER);
    }

    @Test
    void unbanWithoutBanChangesNothing() {
        var member = Cast.member(room, Role.ADMIN);
        var same = room.members().unban(owner, member);
        assertThat(same).isEqualTo(new Room.Change<>(room, member));
    }

    @Test
    void removingBannedUserKeepsTheBan() {
        var banned = Cast.member(room, Role.MEMBER, Membership.Status.BANNED);
        assertThat(room.members().remove(owner, banned).value().status()).isEqualTo(Membership.Status.BANNED);
    }

    @Test
    void lastOwnerCannotRemoveThemselves() {
        assertThatThrownBy(() -> room.members().remove(owner, owner)).isInstanceOf(Refusal.class);
    }

    @Test
    void userNamedTwiceCountsOnce() {
        var ann = Cast.userId();
        assertThat(RoomKey.forUsers(List.of(ann, ann))).isEqualTo(RoomKey.forUsers(List.of(ann)));
        assertThat(Room.forUsers(Cast.roomId(), List.of(ann, ann), ann, NOON).kind())
                .isEqualTo(Room.Kind.SELF);
    }

    @Test
    void memberOfAnotherRoomIsRejected() {
        var stranger = Cast.member(Cast.group(true), Role.OWNER);
        assertThatThrownBy(() -> room.delete(stranger)).isInstanceOf(IllegalArgumentException.class);
    }
}
