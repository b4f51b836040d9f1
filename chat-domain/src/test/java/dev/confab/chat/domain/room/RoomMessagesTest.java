package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.LATER;
import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.RoomMessages.PostedMessage;
import org.junit.jupiter.api.Test;

/** Effects of posting, editing and deleting on the room and its members. */
class RoomMessagesTest {

    private final Room room = Cast.group(true);
    private final Membership author = Cast.member(room, Role.MEMBER);
    private final PostedMessage posted = post(room, author, Cast.draft("Hello"), null);

    @Test
    void messageTakesTheNextSeqAndVersion() {
        var message = posted.message();
        assertThat(message.room()).isEqualTo(room.id());
        assertThat(message.seq()).isEqualTo(room.messageSeq() + 1);
        assertThat(message.version()).isEqualTo(room.version() + 1);
        assertThat(message.author()).isEqualTo(author.id());
        assertThat(message.body()).isEqualTo("Hello");
        assertThat(message.created()).isEqualTo(LATER);
        assertThat(message.modified()).isEqualTo(LATER);
        assertThat(message.isSystem()).isFalse();
        assertThat(message.counts().replies()).isZero();
        assertThat(message.idempotencyKey()).isNull();
    }

    @Test
    void postingAdvancesTheRoom() {
        var next = posted.room();
        assertThat(next.messageSeq()).isEqualTo(room.messageSeq() + 1);
        assertThat(next.version()).isEqualTo(room.version() + 1);
        assertThat(next.lastActivity()).isEqualTo(LATER);
        assertThat(next.modified()).isEqualTo(room.modified());
        assertThat(next.memberCount()).isEqualTo(room.memberCount());
        assertThat(posted.parent()).isNull();
    }

    @Test
    void postingAdvancesTheAuthorsWatermarks() {
        assertThat(posted.author().seenSeq()).isEqualTo(11);
        assertThat(posted.author().receivedSeq()).isEqualTo(11);
        assertThat(posted.author().unreadIn(posted.room())).isZero();
        assertThat(posted.author().version()).isEqualTo(author.version());
        assertThat(posted.caughtUp()).isEqualTo(new ReceiptAdvance(room.id(), author.id(), 6, 10, 4, 10, LATER));
    }

    @Test
    void secondPostInARowNeedsNoReceipt() {
        assertThat(post(posted.room(), posted.author(), Cast.draft("Well"), null)
                        .caughtUp())
                .isNull();
    }

    @Test
    void replyTakesTwoVersionsOneForItsParent() {
        var draft = new Draft(new Body("Well"), posted.message().id(), null);
        var reply = post(posted.room(), posted.author(), draft, posted.message());
        assertThat(reply.message().parent()).isEqualTo(posted.message().id());
        assertThat(reply.message().version()).isEqualTo(posted.room().version() + 1);
        assertThat(reply.parent().counts().replies()).isEqualTo(1);
        assertThat(reply.parent().version()).isEqualTo(posted.room().version() + 2);
        assertThat(reply.parent().body()).isEqualTo("Hello");
        assertThat(reply.parent().modified()).isEqualTo(LATER);
        assertThat(reply.room().version()).isEqualTo(posted.room().version() + 2);
        assertThat(reply.room().messageSeq()).isEqualTo(posted.room().messageSeq() + 1);
    }

    @Test
    void parentOfAnotherRoomIsRefused() {
        var other = Cast.group(true);
        var foreign = Cast.message(other, Cast.member(other, Role.MEMBER));
        var draft = new Draft(new Body("Well"), foreign.id(), null);
        assertThatThrownBy(() -> post(room, author, draft, foreign))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("parent_id"));
    }

    @Test
    void deletedReplyIsNotCounted() {
        var draft = new Draft(new Body("Well"), posted.message().id(), null);
        var reply = post(posted.room(), posted.author(), draft, posted.message());
        var uncounted = reply.room().messages().removeReply(reply.parent());
        assertThat(uncounted.value().counts().replies()).isZero();
        assertThat(uncounted.value().version()).isEqualTo(reply.room().version() + 1);
        assertThat(uncounted.room().version()).isEqualTo(reply.room().version() + 1);
    }

    @Test
    void systemMessageIsPostedBySystemMember() {
        var system = room.members().systemMember(Cast.membershipId(), NOON);
        var said = room.messages().postSystem(system, new Body("Welcome"), null, Cast.messageId(), LATER);
        assertThat(said.message().isSystem()).isTrue();
        assertThat(said.message().author()).isEqualTo(system.id());
        assertThat(said.message().seq()).isEqualTo(room.messageSeq() + 1);
        assertThat(said.room().version()).isEqualTo(room.version() + 1);
        assertThat(said.caughtUp()).isNull();
    }

    @Test
    void editChangesTheBodyAndTakesOneVersion() {
        var edited = posted.room().messages().edit(author, posted.message(), new Body("Bye"), LATER.plusSeconds(1));
        assertThat(edited.value().body()).isEqualTo("Bye");
        assertThat(edited.value().edited()).isEqualTo(LATER.plusSeconds(1));
        assertThat(edited.value().modified()).isEqualTo(LATER.plusSeconds(1));
        assertThat(edited.value().created()).isEqualTo(LATER);
        assertThat(edited.value().seq()).isEqualTo(posted.message().seq());
        assertOneVersionFurther(edited);
    }

    @Test
    void deletedMessageBecomesTombstoneWithTheSameSeq() {
        var deleted = posted.room().messages().delete(author, posted.message(), LATER.plusSeconds(2));
        assertThat(deleted.value().isDeleted()).isTrue();
        assertThat(deleted.value().body()).isEmpty();
        assertThat(deleted.value().modified()).isEqualTo(LATER.plusSeconds(2));
        assertThat(deleted.value().seq()).isEqualTo(posted.message().seq());
        assertThat(deleted.value().id()).isEqualTo(posted.message().id());
        assertOneVersionFurther(deleted);
    }

    @Test
    void tombstoneCannotBeEdited() {
        var deleted = posted.room().messages().delete(author, posted.message(), LATER);
        assertThatThrownBy(() -> deleted.room().messages().edit(author, deleted.value(), new Body("Bye"), LATER))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void tombstoneCanHaveReplies() {
        var deleted = posted.room().messages().delete(author, posted.message(), LATER);
        var draft = new Draft(new Body("Why?"), deleted.value().id(), null);
        var reply = post(deleted.room(), posted.author(), draft, deleted.value());
        assertThat(reply.parent().counts().replies()).isEqualTo(1);
        assertThat(reply.parent().isDeleted()).isTrue();
    }

    @Test
    void rejoinedAuthorCanEditEarlierMessages() {
        var left = posted.room().members().leave(posted.author());
        var back = left.room().members().join(left.value(), author.user(), Cast.membershipId(), LATER);
        var edited = back.room().messages().edit(back.value(), posted.message(), new Body("Bye"), LATER);
        assertThat(edited.value().body()).isEqualTo("Bye");
    }

    private static PostedMessage post(Room room, Membership author, Draft draft, Message parent) {
        return room.messages().post(author, draft, parent, Cast.messageId(), LATER);
    }

    private void assertOneVersionFurther(Room.Change<Message> changed) {
        assertThat(changed.room().version()).isEqualTo(posted.room().version() + 1);
        assertThat(changed.value().version()).isEqualTo(changed.room().version());
        assertThat(changed.room().messageSeq()).isEqualTo(posted.room().messageSeq());
    }
}
