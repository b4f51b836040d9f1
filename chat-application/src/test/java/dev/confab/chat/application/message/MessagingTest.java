package dev.confab.chat.application.message;

import static dev.confab.chat.application.TestChat.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.RoomEvent;
import org.junit.jupiter.api.Test;

class MessagingTest extends MessagingFixture {

    @Test
    void repeatedPostReturnsFirstMessageAndPublishesNothing() {
        var first = t.send(ann, room, draft("hello", null, "c1"));
        int eventCount = t.events(room).size();

        var repeated = t.send(ann, room, draft("hello", null, "c1"));

        assertThat(first.isRepeat()).isFalse();
        assertThat(repeated.isRepeat()).isTrue();
        assertThat(repeated.message().details().message())
                .isEqualTo(first.message().details().message());
        assertThat(t.events(room)).hasSize(eventCount);
        assertThat(t.stored(room).messageSeq()).isEqualTo(1);
    }

    @Test
    void repeatedPostIsRecognizedAfterEditAndDeletion() {
        var message = t.send(ann, room, draft("hello", null, "c1"))
                .message()
                .details()
                .message();
        messaging.edit(ann.id(), room, message.id(), new Body("hello!"));
        assertThat(t.send(ann, room, draft("hello", null, "c1")).isRepeat()).isTrue();

        messaging.delete(ann.id(), room, message.id());

        var repeated = t.send(ann, room, draft("hello", null, "c1"));
        assertThat(repeated.isRepeat()).isTrue();
        assertThat(repeated.message().details().message().isDeleted()).isTrue();
    }

    @Test
    void clientIdWithOtherContentIsConflict() {
        var first = t.send(ann, room, draft("hello", null, "c1"))
                .message()
                .details()
                .message();

        assertThatThrownBy(() -> t.send(ann, room, draft("bye", null, "c1"))).isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() -> t.send(ann, room, draft("hello", first, "c1"))).isInstanceOf(Refusal.Conflict.class);
        assertThat(t.stored(room).messageSeq()).isEqualTo(1);
    }

    @Test
    void twoAuthorsCanUseSameClientId() {
        t.send(ann, room, draft("hello", null, "c1"));

        assertThat(t.send(bob, room, draft("hello", null, "c1")).isRepeat()).isFalse();
    }

    @Test
    void postingInPublicRoomJoinsAndMutesOnce() {
        t.post(cem, open, "hi");
        assertThat(t.membership(cem, open).mute()).isEqualTo(Mute.FOREVER);

        t.chat.members().mute(cem.id(), open, Mute.OFF);
        t.chat.members().leave(cem.id(), open);
        t.post(cem, open, "hi again");

        assertThat(t.membership(cem, open).isActive()).isTrue();
        assertThat(t.membership(cem, open).mute()).isEqualTo(Mute.OFF);
    }

    @Test
    void joinByPostingIsPublishedBeforeMessage() {
        t.post(cem, open, "hi");

        var published = t.events(open);
        assertThat(published.get(published.size() - 2)).isInstanceOf(RoomEvent.MemberJoined.class);
        assertThat(published.get(published.size() - 1)).isInstanceOf(RoomEvent.MessageCreated.class);
        assertThat(t.publishedVersions(open)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void formerMemberCannotPostInPrivateRoom() {
        t.chat.members().leave(bob.id(), room);

        assertThatThrownBy(() -> t.post(bob, room, "hi")).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void replyUpdatesParentWithOwnVersion() {
        var parent = t.post(ann, room, "question");
        long before = t.stored(room).version();

        var reply = t.send(bob, room, draft("answer", parent, null))
                .message()
                .details()
                .message();

        assertThat(reply.version()).isEqualTo(before + 1);
        assertThat(find(parent).counts().replies()).isEqualTo(1);
        assertThat(find(parent).version()).isEqualTo(before + 2);
        assertThat(t.publishedVersions(room)).isSorted().endsWith(before + 1, before + 2);

        messaging.delete(bob.id(), room, reply.id());
        assertThat(find(parent).counts().replies()).isZero();
        assertThat(t.publishedVersions(room)).endsWith(before + 3, before + 4);
    }

    @Test
    void parentOfAnotherRoomIsRefused() {
        var elsewhere = t.post(ann, open, "elsewhere");

        assertThatThrownBy(() -> t.send(ann, room, draft("reply", elsewhere, null)))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("parent_id"));
        assertThat(t.stored(room).messageSeq()).isZero();
    }

    @Test
    void systemMessagesHaveOneSystemMember() {
        var first = messaging.postSystem(room, new Body("Welcome"));
        var second = messaging.postSystem(room, new Body("Again"));

        assertThat(first.message().isSystem()).isTrue();
        assertThat(first.author().user()).isNull();
        assertThat(second.author().membership().id())
                .isEqualTo(first.author().membership().id());
        assertThat(t.stored(room).memberCount()).isEqualTo(2);
        assertThat(t.view(bob, room).unread()).isEqualTo(2);
        assertThatThrownBy(() -> messaging.edit(ann.id(), room, first.message().id(), new Body("no")))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void systemMessageIsIdempotentByClientId() {
        var id = new ClientId("k");
        assertThat(messaging.postSystem(room, new Body("once"), id).isRepeat()).isFalse();
        assertThat(messaging.postSystem(room, new Body("once"), id).isRepeat()).isTrue();
        assertThatThrownBy(() -> messaging.postSystem(room, new Body("twice"), id))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(t.stored(room).messageSeq()).isEqualTo(1);
    }
}
