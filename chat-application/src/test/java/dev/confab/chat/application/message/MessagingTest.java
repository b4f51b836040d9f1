package dev.confab.chat.application.message;

import static dev.confab.chat.application.TestChat.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.SearchTerms;
import dev.confab.chat.domain.user.User;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessagingTest {

    private final TestChat t = new TestChat();
    private final Messaging messaging = t.chat.messaging();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final User cem = t.user("cem");
    private final RoomId room = t.room(ann, false, bob);
    private final RoomId open = t.room(ann, true);

    @Test
    void aRepeatedSendAnswersTheFirstMessageAndTellsNobodyAgain() {
        var first = t.send(ann, room, draft("hello", null, "c1"));
        int told = t.told(room).size();

        var again = t.send(ann, room, draft("hello", null, "c1"));

        assertThat(first.isRepeat()).isFalse();
        assertThat(again.isRepeat()).isTrue();
        assertThat(again.message().details().message())
                .isEqualTo(first.message().details().message());
        assertThat(t.told(room)).hasSize(told);
        assertThat(t.stored(room).messageSeq()).isEqualTo(1);
    }

    @Test
    void aRepeatedSendIsStillOneAfterAnEditAndADeletion() {
        var message = t.send(ann, room, draft("hello", null, "c1"))
                .message()
                .details()
                .message();
        messaging.edit(ann.id(), room, message.id(), new Body("hello!"));
        assertThat(t.send(ann, room, draft("hello", null, "c1")).isRepeat()).isTrue();

        messaging.delete(ann.id(), room, message.id());

        var again = t.send(ann, room, draft("hello", null, "c1"));
        assertThat(again.isRepeat()).isTrue();
        assertThat(again.message().details().message().isDeleted()).isTrue();
    }

    @Test
    void aClientIdIsNotGoodForOtherContent() {
        var first = t.send(ann, room, draft("hello", null, "c1"))
                .message()
                .details()
                .message();

        assertThatThrownBy(() -> t.send(ann, room, draft("bye", null, "c1"))).isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() -> t.send(ann, room, draft("hello", first, "c1"))).isInstanceOf(Refusal.Conflict.class);
        assertThat(t.stored(room).messageSeq()).isEqualTo(1);
    }

    @Test
    void twoAuthorsMayUseTheSameClientId() {
        t.send(ann, room, draft("hello", null, "c1"));

        assertThat(t.send(bob, room, draft("hello", null, "c1")).isRepeat()).isFalse();
    }

    @Test
    void postingIntoAPublicRoomJoinsItAndMutesItOnce() {
        t.post(cem, open, "hi");
        assertThat(t.membership(cem, open).mute()).isEqualTo(Mute.FOREVER);

        t.chat.members().mute(cem.id(), open, Mute.OFF);
        t.chat.members().leave(cem.id(), open);
        t.post(cem, open, "hi again");

        assertThat(t.membership(cem, open).isActive()).isTrue();
        assertThat(t.membership(cem, open).mute()).isEqualTo(Mute.OFF);
    }

    @Test
    void joiningByPostingIsToldBeforeTheMessageWithoutAHole() {
        t.post(cem, open, "hi");

        var told = t.told(open);
        assertThat(told.get(told.size() - 2)).isInstanceOf(RoomEvent.MemberJoined.class);
        assertThat(told.get(told.size() - 1)).isInstanceOf(RoomEvent.MessageCreated.class);
        assertThat(t.versionsTold(open)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aPrivateRoomDoesNotExistForWhoIsNotInIt() {
        var secret = t.post(ann, room, "secret");

        assertThatThrownBy(() -> t.post(cem, room, "hi")).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.find(cem.id(), room, secret.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.history(cem.id(), room, new HistoryRange.Newest(0), 10))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.edit(cem.id(), room, secret.id(), new Body("mine")))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.delete(cem.id(), room, secret.id())).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void aMessageIsFoundInItsOwnRoomOnly() {
        var secret = t.post(ann, room, "secret");

        assertThatThrownBy(() -> messaging.find(cem.id(), open, secret.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.delete(ann.id(), open, secret.id())).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void whoLeftOrWasBannedCannotPostIntoAPrivateRoom() {
        t.chat.members().leave(bob.id(), room);

        assertThatThrownBy(() -> t.post(bob, room, "hi")).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void aReplyCountsOnItsParentWithAVersionOfItsOwn() {
        var parent = t.post(ann, room, "question");
        long before = t.stored(room).version();

        var reply = t.send(bob, room, draft("answer", parent, null))
                .message()
                .details()
                .message();

        assertThat(reply.version()).isEqualTo(before + 1);
        assertThat(find(parent).counts().replies()).isEqualTo(1);
        assertThat(find(parent).version()).isEqualTo(before + 2);
        assertThat(t.versionsTold(room)).isSorted().endsWith(before + 1, before + 2);

        messaging.delete(bob.id(), room, reply.id());
        assertThat(find(parent).counts().replies()).isZero();
        assertThat(t.versionsTold(room)).endsWith(before + 3, before + 4);
    }

    @Test
    void aParentFromAnotherRoomIsRefusedLikeOneThatIsNone() {
        var elsewhere = t.post(ann, open, "elsewhere");

        assertThatThrownBy(() -> t.send(ann, room, draft("reply", elsewhere, null)))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("parent_id"));
        assertThat(t.stored(room).messageSeq()).isZero();
    }

    @Test
    void theAuthorEditsAndTheEarlierWordingIsKept() {
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
    void theSameWordingAgainIsNoEdit() {
        var message = t.post(ann, room, "hello");
        int told = t.told(room).size();

        messaging.edit(ann.id(), room, message.id(), new Body("hello"));

        assertThat(find(message)).isEqualTo(message);
        assertThat(messaging.edits(ann.id(), room, message.id())).isEmpty();
        assertThat(t.told(room)).hasSize(told);
    }

    @Test
    void deletingLeavesATombstoneOnce() {
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
    void aMemberCannotDeleteWhatAnotherSaid() {
        var message = t.post(ann, room, "mine");

        assertThatThrownBy(() -> messaging.delete(bob.id(), room, message.id())).isInstanceOf(Refusal.Forbidden.class);
        t.chat.members().changeRole(ann.id(), room, t.membership(bob, room).id(), Role.ADMIN);
        messaging.delete(bob.id(), room, message.id());
        assertThat(find(message).isDeleted()).isTrue();
    }

    @Test
    void theRoomItselfSpeaksWithOneSystemMember() {
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
    void theRoomSaysAThingOnceForEachClientId() {
        var id = new ClientId("k");
        assertThat(messaging.postSystem(room, new Body("once"), id).isRepeat()).isFalse();
        assertThat(messaging.postSystem(room, new Body("once"), id).isRepeat()).isTrue();
        assertThatThrownBy(() -> messaging.postSystem(room, new Body("twice"), id))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(t.stored(room).messageSeq()).isEqualTo(1);
    }

    @Test
    void historyIsReadFromEveryPoint() {
        var posted = IntStream.rangeClosed(1, 10)
                .mapToObj(n -> t.post(ann, room, "m" + n))
                .toList();

        assertThat(seqs(new HistoryRange.Newest(0), 3)).containsExactly(10L, 9L, 8L);
        assertThat(seqs(new HistoryRange.Newest(8), 3)).containsExactly(2L, 1L);
        assertThat(seqs(new HistoryRange.Newest(99), 3)).isEmpty();
        assertThat(seqs(new HistoryRange.Before(4), 2)).containsExactly(3L, 2L);
        assertThat(seqs(new HistoryRange.After(4), 2)).containsExactly(5L, 6L);
        assertThat(seqs(new HistoryRange.Around(posted.get(4).id()), 4)).containsExactly(3L, 4L, 5L, 6L);
        assertThat(seqs(new HistoryRange.Around(posted.get(0).id()), 4)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(seqs(new HistoryRange.Around(posted.get(9).id()), 4)).containsExactly(8L, 9L, 10L);
    }

    @Test
    void aThreadIsReadOldestFirst() {
        var parent = t.post(ann, room, "question");
        t.send(bob, room, draft("one", parent, null));
        t.post(ann, room, "aside");
        t.send(ann, room, draft("two", parent, null));

        var thread = messaging.replies(ann.id(), room, parent.id(), new Page.Window(10, 0));

        assertThat(thread.total()).isEqualTo(2);
        assertThat(thread.messages()).extracting(a -> a.message().body()).containsExactly("one", "two");
    }

    @Test
    void aPinIsToldOnceWithAVersionOfItsOwn() {
        var message = t.post(bob, room, "rules");
        long before = t.stored(room).version();

        var pinned = messaging.pin(ann.id(), room, message.id());
        var again = messaging.pin(ann.id(), room, message.id());

        assertThat(pinned.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();
        assertThat(again.message()).isEqualTo(pinned.message());
        assertThat(find(message).isPinned()).isTrue();
        assertThat(t.stored(room).pinnedCount()).isOne();
        assertThat(t.told(room).get(t.told(room).size() - 1)).isInstanceOf(RoomEvent.MessagePinned.class);
        assertThat(t.versionsTold(room)).endsWith(before, before + 1);
    }

    @Test
    void takingAPinAwayIsToldInTheSameWay() {
        var message = t.post(bob, room, "rules");
        messaging.pin(ann.id(), room, message.id());
        long before = t.stored(room).version();

        messaging.unpin(ann.id(), room, message.id());
        messaging.unpin(ann.id(), room, message.id());

        assertThat(find(message).isPinned()).isFalse();
        assertThat(t.stored(room).pinnedCount()).isZero();
        assertThat(t.told(room).get(t.told(room).size() - 1)).isInstanceOf(RoomEvent.MessagePinned.class);
        assertThat(t.versionsTold(room)).endsWith(before, before + 1);
    }

    @Test
    void whatIsPinnedIsForAdminsAndInItsRoomOnly() {
        var message = t.post(bob, room, "rules");

        assertThatThrownBy(() -> messaging.pin(bob.id(), room, message.id())).isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> messaging.pin(cem.id(), room, message.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.pin(ann.id(), open, message.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.unpin(cem.id(), room, message.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.unpin(ann.id(), open, message.id())).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void deletingAPinnedMessageTakesThePinAway() {
        var message = t.post(bob, room, "rules");
        messaging.pin(ann.id(), room, message.id());

        messaging.delete(bob.id(), room, message.id());

        assertThat(find(message).isPinned()).isFalse();
        assertThat(t.stored(room).pinnedCount()).isZero();
        assertThatThrownBy(() -> messaging.pin(ann.id(), room, message.id())).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void aSearchIsScrolledFromTheNewestToTheEnd() {
        IntStream.rangeClosed(1, 5).forEach(n -> t.post(ann, room, n % 2 == 0 ? "hare" : "fox " + n));
        var fox = MessageSearch.Filter.of(SearchTerms.wanted("Fox"));

        var first = messaging.search(bob.id(), room, fox, new HistoryRange.Newest(0), 2);
        var rest = messaging.search(bob.id(), room, fox, new HistoryRange.Before(3), 2);
        var skipped = messaging.search(bob.id(), room, fox, new HistoryRange.Newest(1), 2);

        assertThat(bodies(first)).containsExactly("fox 5", "fox 3");
        assertThat(first.total()).isEqualTo(3);
        assertThat(first.hasMore()).isTrue();
        assertThat(bodies(rest)).containsExactly("fox 1");
        assertThat(rest.total()).isEqualTo(3);
        assertThat(rest.hasMore()).isFalse();
        assertThat(bodies(skipped)).containsExactly("fox 3", "fox 1");
        assertThat(skipped.hasMore()).isFalse();
    }

    @Test
    void onlyWhoMayReadARoomMaySearchIt() {
        t.post(ann, room, "fox");
        t.post(ann, open, "fox");
        var fox = MessageSearch.Filter.of(SearchTerms.wanted("fox"));

        assertThat(bodies(messaging.search(cem.id(), open, fox, new HistoryRange.Newest(0), 2)))
                .containsExactly("fox");
        assertThatThrownBy(() -> messaging.search(cem.id(), room, fox, new HistoryRange.Newest(0), 2))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void theRoomOfAMessageIsToldToWhoMaySeeIt() {
        var message = t.post(ann, room, "hello");

        assertThat(messaging.roomOf(bob.id(), message.id())).isEqualTo(room);
        assertThatThrownBy(() -> messaging.roomOf(cem.id(), message.id())).isInstanceOf(Refusal.NotFound.class);
    }

    private static List<String> bodies(SearchPage found) {
        return found.messages().stream().map(a -> a.message().body()).toList();
    }

    private List<Long> seqs(HistoryRange span, int limit) {
        return messaging.history(bob.id(), room, span, limit).messages().stream()
                .map(authored -> authored.message().seq())
                .toList();
    }

    private Message find(Message message) {
        return messaging.find(ann.id(), room, message.id()).details().message();
    }
}
