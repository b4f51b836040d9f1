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

/** Pins, their effect on the room, and who may pin. */
class RoomPinsTest {

    private final Room room = Cast.group(true);
    private final Membership admin = Cast.member(room, Role.ADMIN);
    private final Membership member = Cast.member(room, Role.MEMBER);
    private final Message message = Cast.message(room, member);

    @Test
    void pinTakesOneVersionAndIsCounted() {
        var pinned = room.messages().pin(admin, message, LATER);
        assertThat(pinned.value().pinned()).isEqualTo(LATER);
        assertThat(pinned.value().isPinned()).isTrue();
        assertThat(pinned.value().version()).isEqualTo(room.version() + 1);
        assertThat(pinned.value().modified()).isEqualTo(message.modified());
        assertThat(pinned.room().version()).isEqualTo(room.version() + 1);
        assertThat(pinned.room().pinnedCount()).isOne();
        assertThat(pinned.room().messageSeq()).isEqualTo(room.messageSeq());
    }

    @Test
    void unpinTakesAnotherVersion() {
        var pinned = room.messages().pin(admin, message, LATER);
        var unpinned = pinned.room().messages().unpin(admin, pinned.value());
        assertThat(unpinned.value().isPinned()).isFalse();
        assertThat(unpinned.value().version()).isEqualTo(room.version() + 2);
        assertThat(unpinned.room().version()).isEqualTo(room.version() + 2);
        assertThat(unpinned.room().pinnedCount()).isZero();
    }

    @Test
    void repeatedPinChangesNothing() {
        assertThat(room.messages().unpin(admin, message)).isEqualTo(new Room.Change<>(room, message));
        var pinned = room.messages().pin(admin, message, LATER);
        assertThat(pinned.room().messages().pin(admin, pinned.value(), LATER.plusSeconds(1)))
                .isEqualTo(pinned);
    }

    @Test
    void onlyAdminsPinInAGroupUnlessAllowed() {
        assertThatThrownBy(() -> room.messages().pin(member, message, LATER)).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> room.messages().unpin(member, message)).isInstanceOf(Refusal.Forbidden.class);
        var liberal = new RoomProfile("Tea", "", null, true, false, true);
        var free = Cast.room(Room.Kind.GROUP, null, liberal);
        var anybody = Cast.member(free, Role.MEMBER);
        assertThat(free.messages()
                        .pin(anybody, Cast.message(free, anybody), LATER)
                        .value()
                        .isPinned())
                .isTrue();
        assertThatThrownBy(() -> free.messages().pin(null, message, LATER)).isInstanceOf(Refusal.Forbidden.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Room.Kind.class,
            names = {"DIRECT", "SELF"})
    void everyMemberPinsInDirectAndSelfRooms(Room.Kind kind) {
        var direct = Cast.room(kind, null, RoomProfile.of(null, false));
        var anybody = Cast.member(direct, Role.MEMBER);
        var said = Cast.message(direct, anybody);
        assertThatCode(() -> direct.messages().pin(anybody, said, LATER)).doesNotThrowAnyException();
        assertThatThrownBy(() -> direct.messages().pin(null, said, LATER)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void tombstoneIsNeverPinned() {
        var pinned = room.messages().pin(admin, message, LATER);
        var tombstone = pinned.room().messages().delete(admin, pinned.value(), LATER);
        assertThat(tombstone.value().isPinned()).isFalse();
        assertThat(tombstone.room().pinnedCount()).isZero();
        assertThatThrownBy(() -> tombstone.room().messages().pin(admin, tombstone.value(), LATER))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void numberOfPinsIsLimited() {
        assertThat(withPins(RoomMessages.MAX_PINNED - 1)
                        .messages()
                        .pin(admin, message, LATER)
                        .room()
                        .pinnedCount())
                .isEqualTo(RoomMessages.MAX_PINNED);
        assertThatThrownBy(() -> withPins(RoomMessages.MAX_PINNED).messages().pin(admin, message, LATER))
                .isInstanceOf(Refusal.Conflict.class);
    }

    private Room withPins(int count) {
        return new Room(
                room.id(),
                room.kind(),
                null,
                room.profile(),
                null,
                NOON,
                NOON,
                NOON,
                new RoomCounters(20, 10, 5, count));
    }
}
