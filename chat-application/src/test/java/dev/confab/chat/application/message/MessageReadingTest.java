package dev.confab.chat.application.message;

import static dev.confab.chat.application.TestChat.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.SearchTerms;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageReadingTest extends MessagingFixture {

    @Test
    void historyIsReadFromEveryPosition() {
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
    void repliesAreReadOldestFirst() {
        var parent = t.post(ann, room, "question");
        t.send(bob, room, draft("one", parent, null));
        t.post(ann, room, "aside");
        t.send(ann, room, draft("two", parent, null));

        var thread = messaging.replies(ann.id(), room, parent.id(), new Page.Window(10, 0));

        assertThat(thread.total()).isEqualTo(2);
        assertThat(thread.messages()).extracting(a -> a.message().body()).containsExactly("one", "two");
    }

    @Test
    void searchIsPagedFromNewestToOldest() {
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
    void onlyReadersOfRoomCanSearch() {
        t.post(ann, room, "fox");
        t.post(ann, open, "fox");
        var fox = MessageSearch.Filter.of(SearchTerms.wanted("fox"));

        assertThat(bodies(messaging.search(cem.id(), open, fox, new HistoryRange.Newest(0), 2)))
                .containsExactly("fox");
        assertThatThrownBy(() -> messaging.search(cem.id(), room, fox, new HistoryRange.Newest(0), 2))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void roomOfMessageIsFoundByReadersOnly() {
        var message = t.post(ann, room, "hello");

        assertThat(messaging.roomOf(bob.id(), message.id())).isEqualTo(room);
        assertThatThrownBy(() -> messaging.roomOf(cem.id(), message.id())).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void messageIsFoundInItsRoomOnly() {
        var secret = t.post(ann, room, "secret");

        assertThatThrownBy(() -> messaging.find(cem.id(), open, secret.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.delete(ann.id(), open, secret.id())).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void privateRoomIsNotFoundForNonMember() {
        var secret = t.post(ann, room, "secret");

        assertThatThrownBy(() -> t.post(cem, room, "hi")).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.find(cem.id(), room, secret.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.history(cem.id(), room, new HistoryRange.Newest(0), 10))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.edit(cem.id(), room, secret.id(), new Body("mine")))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> messaging.delete(cem.id(), room, secret.id())).isInstanceOf(Refusal.NotFound.class);
    }
}
