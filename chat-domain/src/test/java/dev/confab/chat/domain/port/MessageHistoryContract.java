package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link MessageStore} for reads of several messages and of revisions. */
public abstract class MessageHistoryContract extends StoreContract {

    private User author;

    private RoomId room;

    @BeforeEach
    void createRoom() {
        author = world.user();
        room = world.group(author).id();
    }

    @Test
    void messagesBeforeASeqComeNewestFirst() {
        var all = posts(7);
        world.post(world.group(author).id(), author);
        assertThat(before(8, 3)).containsExactly(all.get(6), all.get(5), all.get(4));
        assertThat(before(4, 200)).containsExactly(all.get(2), all.get(1), all.get(0));
        assertThat(before(Long.MAX_VALUE, 1)).containsExactly(all.get(6));
        assertThat(before(1, 10)).isEmpty();
    }

    @Test
    void messagesAfterASeqComeOldestFirst() {
        var all = posts(7);
        world.post(world.group(author).id(), author);
        assertThat(after(0, 3)).isEqualTo(all.subList(0, 3));
        assertThat(after(5, 200)).isEqualTo(all.subList(5, 7));
        assertThat(after(7, 10)).isEmpty();
        assertThat(after(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void tombstonesKeepTheirSeq() {
        var all = posts(3);
        var tombstone = delete(all.get(1));
        assertThat(after(0, 10)).containsExactly(all.get(0), tombstone, all.get(2));
        assertThat(before(3, 1)).containsExactly(tombstone);
    }

    @Test
    void changedMessagesAreReturnedByVersion() {
        long before = world.room(room).version();
        var posts = posts(4);
        world.post(world.group(author).id(), author);
        assertThat(changedSince(before, 10)).isEqualTo(posts);
        var tombstone = delete(posts.get(1));
        var first = posts.get(0);
        var parent = world.changeMessage(
                first, author, (in, actor, now) -> in.messages().pin(actor, now, world.tick()));
        assertThat(changedSince(before, 10)).containsExactly(posts.get(2), posts.get(3), tombstone, parent);
        assertThat(changedSince(posts.get(3).version(), 10)).containsExactly(tombstone, parent);
        assertThat(changedSince(posts.get(2).version(), 2)).containsExactly(posts.get(3), tombstone);
        assertThat(changedSince(-1, 1)).containsExactly(posts.get(2));
        assertThat(changedSince(parent.version(), 10)).isEmpty();
        assertThat(changedSince(Long.MAX_VALUE, 10)).isEmpty();
        assertThat(read(() -> db.messages().changedSince(new RoomId(world.id()), 0, 10)))
                .isEmpty();
    }

    private List<Message> changedSince(long version, int limit) {
        return read(() -> db.messages().changedSince(room, version, limit));
    }

    @Test
    void repliesArePagedOldestFirst() {
        var parent = world.post(room, author);
        var other = world.post(room, author);
        var replies = new ArrayList<Message>();
        for (int made = 0; made < 5; made++) {
            replies.add(world.reply(parent, author));
            world.reply(other, author);
        }
        replies.set(1, delete(replies.get(1)));
        assertThat(replies(parent, 2, 0)).isEqualTo(new Page<>(5, replies.subList(0, 2)));
        assertThat(replies(parent, 2, 4)).isEqualTo(new Page<>(5, replies.subList(4, 5)));
        assertThat(replies(parent, 2, 5)).isEqualTo(new Page<Message>(5, List.of()));
        assertThat(find(parent.id()).counts().replies()).isEqualTo(5);
    }

    @Test
    void newestMessageOfEachRoomIsReturned() {
        var other = world.group(author).id();
        var silent = world.group(author).id();
        var notAsked = world.group(author).id();
        world.post(notAsked, author);
        var tombstone = delete(posts(3).get(2));
        var last = world.post(other, author);
        assertThat(read(() -> db.messages().lastOf(Set.of(room, other, silent))))
                .isEqualTo(Map.of(room, tombstone, other, last));
        assertThat(read(() -> db.messages().lastOf(Set.of()))).isEmpty();
    }

    @Test
    void revisionsAreReturnedOldestFirst() {
        var message = world.post(room, author);
        var other = world.post(room, author);
        var edits = new ArrayList<Message.Revision>();
        for (var wording : new String[] {"z", "y", "z", "a"}) {
            edits.add(new Message.Revision(message.id(), wording, world.tick()));
        }
        change(() -> db.messages().addEdit(new Message.Revision(other.id(), "other", world.tick())));
        edits.forEach(edit -> change(() -> db.messages().addEdit(edit)));
        assertThat(read(() -> db.messages().edits(message.id()))).isEqualTo(edits);
    }

    @Test
    void firstAndLatestRevisionsAreKept() {
        var message = world.post(room, author);
        var other = world.post(room, author);
        change(() -> db.messages().addEdit(new Message.Revision(other.id(), "other", world.tick())));
        change(() -> {
            for (int number = 0; number < Message.Revision.MAX_OF_MESSAGE + 3; number++) {
                db.messages().addEdit(new Message.Revision(message.id(), "wording " + number, world.tick()));
            }
        });
        var kept = read(() -> db.messages().edits(message.id()));
        assertThat(kept).hasSize(Message.Revision.MAX_OF_MESSAGE);
        assertThat(kept).extracting(Message.Revision::body).startsWith("wording 0", "wording 4", "wording 5");
        assertThat(kept)
                .last()
                .extracting(Message.Revision::body)
                .isEqualTo("wording " + (Message.Revision.MAX_OF_MESSAGE + 2));
        assertThat(read(() -> db.messages().edits(other.id()))).hasSize(1);
    }

    private List<Message> posts(int count) {
        return Stream.generate(() -> world.post(room, author)).limit(count).toList();
    }

    private Message delete(Message message) {
        return write(() -> {
            var locked = world.lock(room);
            var actor = db.memberships().find(room, author.id()).orElseThrow();
            var deleted = locked.messages().delete(actor, message, world.tick());
            db.rooms().update(deleted.room());
            db.messages().update(deleted.value());
            return deleted.value();
        });
    }

    private Message find(MessageId id) {
        return read(() -> db.messages().find(id)).orElseThrow();
    }

    private List<Message> before(long seq, int limit) {
        return read(() -> db.messages().before(room, seq, limit));
    }

    private List<Message> after(long seq, int limit) {
        return read(() -> db.messages().after(room, seq, limit));
    }

    private Page<Message> replies(Message parent, int limit, long offset) {
        return read(() -> db.messages().replies(parent.id(), new Page.Window(limit, offset)));
    }
}
