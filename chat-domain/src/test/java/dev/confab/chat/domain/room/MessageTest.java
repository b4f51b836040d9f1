package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MessageTest {

    @Test
    void contradictoryMessageIsRejected() {
        assertThatCode(() -> message(1, "Hello", null, 1)).doesNotThrowAnyException();
        assertNone(() -> message(0, "Hello", null, 1));
        assertNone(() -> message(2, "Hello", null, 1));
        assertNone(() -> message(1, "", null, 1));
        assertNone(() -> message(1, "Hello", NOON, 1));
        assertNone(() -> new Message.Counts(-1, 0, 0));
        assertNone(() -> new Message.Counts(0, -1, 0));
        assertNone(() -> new Message.Counts(0, 0, -1));
    }

    @Test
    void textIsOptionalWithImagesAndAbsentInTombstones() {
        assertThatCode(() -> message("", null, null, new Message.Counts(0, 0, 1)))
                .doesNotThrowAnyException();
        assertThatCode(() -> message("", NOON, null, new Message.Counts(3, 0, 0)))
                .doesNotThrowAnyException();
        assertNone(() -> message("", NOON, null, new Message.Counts(0, 1, 0)));
        assertNone(() -> message("", NOON, null, new Message.Counts(0, 0, 1)));
        assertNone(() -> message("", NOON, NOON, Message.Counts.NONE));
    }

    @Test
    void eventsCarryTheVersionOfTheChange() {
        var message = message(4, "Hello", null, 9);
        var room = Cast.group(true);
        var member = Cast.named(Cast.member(room, Role.MEMBER), "ann");
        var created = new RoomEvent.MessageCreated(new MessageDetails(message, member));
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

    private static void assertNone(ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class);
    }

    private static Message message(long seq, String body, Instant deleted, long version) {
        return message(seq, body, deleted, null, Message.Counts.NONE, version);
    }

    private static Message message(String body, Instant deleted, Instant pinned, Message.Counts tally) {
        return message(1, body, deleted, pinned, tally, 1);
    }

    private static Message message(
            long seq, String body, Instant deleted, Instant pinned, Message.Counts tally, long version) {
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
                pinned,
                tally,
                null,
                version);
    }
}
