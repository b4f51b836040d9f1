package dev.confab.chat.application.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomEvent;
import org.junit.jupiter.api.Test;

class MessageEditingTest extends MessagingFixture {

    @Test
    void editKeepsFormerText() {
        var message = t.post(ann, room, "helo");

        var edited = messaging.edit(ann.id(), room, message.id(), new Body("hello"));

        assertThat(edited.details().message().body()).isEqualTo("hello");
        assertThat(messaging.edits(ann.id(), room, message.id()))
                .extracting(Message.Revision::body)
                .containsExactly("helo");
        assertThatThrownBy(() -> messaging.edits(bob.id(), room, message.id())).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> messaging.edit(bob.id(), room, message.id(), new Body("no")))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void editWithSameTextChangesNothing() {
        var message = t.post(ann, room, "hello");
        int eventCount = t.events(room).size();

        messaging.edit(ann.id(), room, message.id(), new Body("hello"));

        assertThat(find(message)).isEqualTo(message);
        assertThat(messaging.edits(ann.id(), room, message.id())).isEmpty();
        assertThat(t.events(room)).hasSize(eventCount);
    }

    @Test
    void deletingTwiceLeavesOneTombstone() {
        var message = t.post(bob, room, "oops");
        messaging.delete(ann.id(), room, message.id());
        long version = t.stored(room).version();

        messaging.delete(bob.id(), room, message.id());

        assertThat(find(message).body()).isEmpty();
        assertThat(t.stored(room).version()).isEqualTo(version);
        assertThatThrownBy(() -> messaging.edit(bob.id(), room, message.id(), new Body("back")))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void memberCannotDeleteMessageOfAnother() {
        var message = t.post(ann, room, "mine");

        assertThatThrownBy(() -> messaging.delete(bob.id(), room, message.id())).isInstanceOf(Refusal.Forbidden.class);
        t.chat.members().changeRole(ann.id(), room, t.membership(bob, room).id(), Role.ADMIN);
        messaging.delete(bob.id(), room, message.id());
        assertThat(find(message).isDeleted()).isTrue();
    }

    @Test
    void pinIsPublishedOnceWithOwnVersion() {
        var message = t.post(bob, room, "rules");
        long before = t.stored(room).version();

        var pinned = messaging.pin(ann.id(), room, message.id());
        var repeated = messaging.pin(ann.id(), room, message.id());

        assertThat(pinned.isNew()).isTrue();
        assertThat(repeated.isNew()).isFalse();
        assertThat(repeated.message()).isEqualTo(pinned.message());
        assertThat(find(message).isPinned()).isTrue();
        assertThat(t.stored(room).pinnedCount()).isOne();
        assertThat(t.events(room).get(t.events(room).size() - 1)).isInstanceOf(RoomEvent.MessagePinned.class);
        assertThat(t.publishedVersions(room)).endsWith(before, before + 1);
    }

    @Test
    void unpinIsPublishedOnceWithOwnVersion() {
        var message = t.post(bob, room, "rules");
        messaging.pin(ann.id(), room, message.id());
        long before = t.stored(room).version();

        messaging.unpin(ann.id(), room, message.id());
        messaging.unpin(ann.id(), room, message.id());

        assertThat(find(message).isPinned()).isFalse();
        assertThat(t.stored(room).pinnedCount()).isZero();
        assertThat(t.events(room).get(t.events(room).size() - 1)).isInstanceOf(RoomEvent.MessagePinned.class);
        assertThat(t.publishedVersions(room)).endsWith(before, before + 1);
    }

    @Test
    void onlyAdminsPinMessagesOfRoom() {
        var message = t.post(bob, room, "rules");

        assertThatThrownBy(() -> messaging.pin(bob.id(), room, message.id())).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> messaging.pin(cem.id(), room, message.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.pin(ann.id(), open, message.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.unpin(cem.id(), room, message.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.unpin(ann.id(), open, message.id())).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void deletingPinnedMessageUnpinsIt() {
        var message = t.post(bob, room, "rules");
        messaging.pin(ann.id(), room, message.id());

        messaging.delete(bob.id(), room, message.id());

        assertThat(find(message).isPinned()).isFalse();
        assertThat(t.stored(room).pinnedCount()).isZero();
        assertThatThrownBy(() -> messaging.pin(ann.id(), room, message.id())).isInstanceOf(Refusal.Conflict.class);
    }
}
