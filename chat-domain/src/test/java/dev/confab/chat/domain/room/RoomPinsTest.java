package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.LATER;
import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a room when messages are pinned, and who may do that. */
class RoomPinsTest {

    private final Room room = Cast.group(true);
    private final Membership admin = Cast.member(room, Role.ADMIN);
    private final Membership member = Cast.member(room, Role.MEMBER);
    private final Message message = Cast.message(room, member);

    @Test
    void aPinTakesOneVersionAndIsCounted() {
        var pinned = room.pin(admin, message, LATER);
        assertThat(pinned.row().pinned()).isEqualTo(LATER);
        assertThat(pinned.row().isPinned()).isTrue();
        assertThat(pinned.row().version()).isEqualTo(room.version() + 1);
        assertThat(pinned.row().modified()).isEqualTo(message.modified());
        assertThat(pinned.room().version()).isEqualTo(room.version() + 1);
        assertThat(pinned.room().pinnedCount()).isOne();
        assertThat(pinned.room().messageSeq()).isEqualTo(room.messageSeq());
    }

    @Test
    void takingItAwayTakesAnother() {
        var pinned = room.pin(admin, message, LATER);
        var unpinned = pinned.room().unpin(admin, pinned.row());
        assertThat(unpinned.row().isPinned()).isFalse();
        assertThat(unpinned.row().version()).isEqualTo(room.version() + 2);
        assertThat(unpinned.room().version()).isEqualTo(room.version() + 2);
        assertThat(unpinned.room().pinnedCount()).isZero();
    }

    @Test
    void doingItAgainChangesNothing() {
        assertThat(room.unpin(admin, message)).isEqualTo(new RoomTransition<>(room, message));
        var pinned = room.pin(admin, message, LATER);
        assertThat(pinned.room().pin(admin, pinned.row(), LATER.plusSeconds(1))).isEqualTo(pinned);
    }

    @Test
    void inAGroupThatIsForAdminsUnlessItSaysOtherwise() {
        assertThatThrownBy(() -> room.pin(member, message, LATER)).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> room.unpin(member, message)).isInstanceOf(Refusal.Forbidden.class);
        var liberal = new RoomProfile("Tea", "", null, true, false, true);
        var free = Cast.room(RoomKind.GROUP, null, liberal);
        var anybody = Cast.member(free, Role.MEMBER);
        assertThat(free.pin(anybody, Cast.message(free, anybody), LATER).row().isPinned())
                .isTrue();
        assertThatThrownBy(() -> free.pin(null, message, LATER)).isInstanceOf(Refusal.Forbidden.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = RoomKind.class,
            names = {"DIRECT", "SELF"})
    void elsewhereAnyMemberPins(RoomKind kind) {
        var direct = Cast.room(kind, null, RoomProfile.of(null, false));
        var anybody = Cast.member(direct, Role.MEMBER);
        var said = Cast.message(direct, anybody);
        assertThatCode(() -> direct.pin(anybody, said, LATER)).doesNotThrowAnyException();
        assertThatThrownBy(() -> direct.pin(null, said, LATER)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void aTombstoneCannotBePinnedAndLosesItsPin() {
        var pinned = room.pin(admin, message, LATER);
        var tombstone = pinned.room().delete(admin, pinned.row(), LATER);
        assertThat(tombstone.row().isPinned()).isFalse();
        assertThat(tombstone.room().pinnedCount()).isZero();
        assertThatThrownBy(() -> tombstone.room().pin(admin, tombstone.row(), LATER))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void theNumberOfPinsIsBounded() {
        assertThat(withPins(Room.MAX_PINNED - 1)
                        .pin(admin, message, LATER)
                        .room()
                        .pinnedCount())
                .isEqualTo(Room.MAX_PINNED);
        assertThatThrownBy(() -> withPins(Room.MAX_PINNED).pin(admin, message, LATER))
                .isInstanceOf(Refusal.Conflict.class);
    }

    private Room withPins(int count) {
        return new Room(room.id(), room.kind(), null, room.profile(), null, NOON, NOON, NOON, 20, 10, 5, count);
    }
}
