package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageTest {

    @Test
    void aMessageThatContradictsItselfDoesNotExist() {
        assertThatCode(() -> message(1, "Hello", null, 0, 1)).doesNotThrowAnyException();
        assertNone(0, "Hello", null, 0, 1);
        assertNone(2, "Hello", null, 0, 1);
        assertNone(1, "Hello", null, -1, 1);
        assertNone(1, "", null, 0, 1);
        assertNone(1, "Hello", NOON, 0, 1);
    }

    @Test
    void eventsCarryTheVersionOfWhatChanged() {
        var message = message(4, "Hello", null, 0, 9);
        var room = Cast.group(true);
        var member = Cast.named(Cast.member(room, Role.MEMBER), "ann");
        var created = new RoomEvent.MessageCreated(new Authored(message, member));
        assertThat(created.version()).isEqualTo(9);
        assertThat(created.room()).isEqualTo(message.room());
        var joined = new RoomEvent.MemberJoined(member);
        assertThat(joined.version()).isEqualTo(member.membership().version());
        assertThat(joined.room()).isEqualTo(room.id());
        assertThat(new RoomEvent.RoomUpdated(room).version()).isEqualTo(room.version());
        assertThat(new RoomEvent.RoomUpdated(room).room()).isEqualTo(room.id());
        assertThat(new RoomEvent.PresenceChanged(member, true).room()).isEqualTo(room.id());
        assertThat(new RoomEvent.ReceiptAdvanced(member.membership(), NOON).room())
                .isEqualTo(room.id());
    }

    private static void assertNone(long seq, String body, Instant deleted, int replies, long version) {
        assertThatThrownBy(() -> message(seq, body, deleted, replies, version))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Message message(long seq, String body, Instant deleted, int replies, long version) {
        return new Message(
                Cast.messageId(),
                Cast.roomId(),
                seq,
                Cast.membershipId(),
                false,
                null,
                body,
                NOON,
                null,
                deleted,
                replies,
                null,
                version);
    }
}
