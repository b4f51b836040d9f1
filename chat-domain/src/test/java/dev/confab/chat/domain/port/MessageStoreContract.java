package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.MessageStore.ClientMessageKey;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Message.IdempotencyKey;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link MessageStore} does. */
public abstract class MessageStoreContract extends StoreContract {

    private User author;
    private RoomId room;

    @BeforeEach
    void openARoom() {
        author = world.user();
        room = world.group(author).id();
    }

    @Test
    void bringsBackAMessageAsItWas() {
        var member = world.membership(room, author).id();
        var parent = world.post(room, author).id();
        var sentAs = new IdempotencyKey(new ClientId("any"), "0123456789abcdef".repeat(4));
        var early = Instant.parse("2026-03-29T01:30:00.001Z");
        var late = Instant.parse("2026-10-25T01:30:00.999Z");
        var messages = List.of(
                new Message(
                        messageId(),
                        room,
                        2,
                        member,
                        false,
                        null,
                        "plain",
                        early,
                        null,
                        null,
                        null,
                        Message.Counts.NONE,
                        null,
                        2),
                new Message(
                        messageId(),
                        room,
                        3,
                        member,
                        true,
                        parent,
                        "full",
                        early,
                        late,
                        null,
                        late,
                        new Message.Counts(7, 8, 9),
                        sentAs,
                        9),
                new Message(
                        messageId(),
                        room,
                        4_000_000_000L,
                        member,
                        false,
                        null,
                        "",
                        early,
                        late,
                        late,
                        null,
                        new Message.Counts(1, 0, 0),
                        null,
                        5_000_000_000L));
        change(() -> db.messages().append(messages));
        messages.forEach(message -> assertThat(find(message.id())).isEqualTo(message));
    }

    static Stream<String> strangeBodies() {
        return Stream.concat(Strange.texts(), Stream.of(Strange.astral(Body.MAX_LENGTH), "ß".repeat(Body.MAX_LENGTH)));
    }

    @ParameterizedTest
    @MethodSource("strangeBodies")
    void keepsABodyToTheLetter(String body) {
        var message = world.post(room, author, body).message();
        assertThat(find(message.id()).body()).isEqualTo(body);
        var edited = write(() -> {
            db.messages().addEdit(new Message.Revision(message.id(), body, world.tick()));
            return db.messages().edits(message.id());
        });
        assertThat(edited).extracting(Message.Revision::body).containsExactly(body);
    }

    @Test
    void keepsAClientIdToTheLetter() {
        var clientId = new ClientId(Strange.astral(ClientId.MAX_LENGTH));
        var message = world.postOnce(room, author, "Hello", clientId);
        assertThat(find(message.id()).idempotencyKey().clientId()).isEqualTo(clientId);
        assertThat(sent(author, clientId.value())).contains(message.id());
        assertThat(sent(author, clientId.value().substring(2))).isEmpty();
    }

    @Test
    void anUpdateReplacesTheMessage() {
        var message = world.postOnce(room, author, "Hello", new ClientId("1"));
        var other = world.post(room, author);
        var edited = new Message(
                message.id(),
                room,
                message.seq(),
                message.author(),
                false,
                null,
                Strange.astral(Body.MAX_LENGTH),
                message.created(),
                world.tick(),
                null,
                world.tick(),
                new Message.Counts(3, 2, 1),
                message.idempotencyKey(),
                20);
        change(() -> db.messages().update(edited));
        assertThat(find(message.id())).isEqualTo(edited);
        var tombstone = new Message(
                message.id(),
                room,
                message.seq(),
                message.author(),
                false,
                null,
                "",
                message.created(),
                edited.edited(),
                world.tick(),
                null,
                new Message.Counts(2, 0, 0),
                message.idempotencyKey(),
                21);
        change(() -> db.messages().update(tombstone));
        assertThat(find(message.id())).isEqualTo(tombstone);
        assertThat(find(other.id())).isEqualTo(other);
    }

    @Test
    void anUnknownMessageIsNotThere() {
        assertThat(read(() -> db.messages().find(messageId()))).isEmpty();
        assertThat(read(() -> db.messages().edits(messageId()))).isEmpty();
        assertThat(read(() -> db.messages().replies(messageId(), new Page.Window(10, 0))))
                .isEqualTo(new Page<Message>(0, List.of()));
    }

    @Test
    void findsThoseOfManyThatAreInTheRoom() {
        var elsewhere = world.post(world.group(author).id(), author);
        var here = posts(Page.Window.MAX_LIMIT - 2);
        var wanted = new HashSet<>(here.stream().map(Message::id).toList());
        wanted.add(elsewhere.id());
        wanted.add(messageId());
        assertThat(read(() -> db.messages().findAll(room, wanted))).containsExactlyInAnyOrderElementsOf(here);
        assertThat(read(() -> db.messages().findAll(room, Set.of()))).isEmpty();
    }

    @Test
    void appendsManyInTheirOrderOrNone() {
        var member = world.membership(room, author).id();
        var messages = Stream.iterate(1L, seq -> seq + 1)
                .limit(100)
                .map(seq -> message(member, seq, new IdempotencyKey(new ClientId("c" + seq), "digest")))
                .toList();
        var broken = new ArrayList<>(messages);
        broken.add(message(member, 101, new IdempotencyKey(new ClientId("c50"), "digest")));
        assertThatThrownBy(() -> change(() -> db.messages().append(broken))).isInstanceOf(RuntimeException.class);
        assertThat(after(0, 200)).isEmpty();
        change(() -> db.messages().append(messages));
        change(() -> db.messages().append(List.of()));
        assertThat(after(0, 200)).isEqualTo(messages);
    }

    @Test
    void aClientIdUsedTwiceByItsAuthorFailsTheWholeUnit() {
        var first = world.postOnce(room, author, "Hello", new ClientId("1"));
        var before = world.room(room);
        assertThatThrownBy(() -> world.post(room, author, new Draft(new Body("Again"), null, new ClientId("1"))))
                .isInstanceOf(RuntimeException.class);
        assertThat(world.room(room)).isEqualTo(before);
        assertThat(after(0, 10)).containsExactly(first);
    }

    @Test
    void aClientIdIsFreeForOtherAuthorsAndInOtherRooms() {
        var other = world.user();
        world.join(room, other);
        var elsewhere = world.group(author).id();
        var mine = world.postOnce(room, author, "Hello", new ClientId("1"));
        var theirs = world.postOnce(room, other, "Hello", new ClientId("1"));
        world.postOnce(elsewhere, author, "Hello", new ClientId("1"));
        assertThat(sent(author, "1")).contains(mine.id());
        assertThat(sent(other, "1")).contains(theirs.id());
    }

    @Test
    void clientIdsDifferInCaseAndSpaces() {
        var ids = Stream.of("a", "A", "a ", " a", "á")
                .map(text -> world.postOnce(room, author, "Hello", new ClientId(text))
                        .id())
                .toList();
        assertThat(Set.copyOf(ids)).hasSize(5);
        assertThat(sent(author, "A")).contains(ids.get(1));
        assertThat(sent(author, "a ")).contains(ids.get(2));
    }

    @Test
    void messagesWithoutClientIdDoNotGetInEachOthersWay() {
        assertThat(posts(3)).hasSize(3);
        assertThat(sent(author, "null")).isEmpty();
    }

    @Test
    void aClientIdStaysTakenByATombstone() {
        var message = world.postOnce(room, author, "Hello", new ClientId("1"));
        delete(message);
        assertThat(sent(author, "1")).contains(message.id());
    }

    @Test
    void readsBackwardsFromASeqNewestFirst() {
        var all = posts(7);
        world.post(world.group(author).id(), author);
        assertThat(before(8, 3)).containsExactly(all.get(6), all.get(5), all.get(4));
        assertThat(before(4, 200)).containsExactly(all.get(2), all.get(1), all.get(0));
        assertThat(before(Long.MAX_VALUE, 1)).containsExactly(all.get(6));
        assertThat(before(1, 10)).isEmpty();
    }

    @Test
    void readsForwardsFromASeqOldestFirst() {
        var all = posts(7);
        world.post(world.group(author).id(), author);
        assertThat(after(0, 3)).isEqualTo(all.subList(0, 3));
        assertThat(after(5, 200)).isEqualTo(all.subList(5, 7));
        assertThat(after(7, 10)).isEmpty();
        assertThat(after(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void tombstonesKeepTheirPlace() {
        var all = posts(3);
        var tombstone = delete(all.get(1));
        assertThat(after(0, 10)).containsExactly(all.get(0), tombstone, all.get(2));
        assertThat(before(3, 1)).containsExactly(tombstone);
    }

    @Test
    void readsWhatHasChangedSinceAVersionTheEarliestChangeFirst() {
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
    void bringsTheNewestMessageOfEachRoom() {
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
    void bringsEarlierWordingsOldestFirst() {
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
    void ofManyEarlierWordingsTheFirstAndTheLatestStay() {
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

    private Message message(MembershipId member, long seq, IdempotencyKey sentAs) {
        return new Message(
                messageId(),
                room,
                seq,
                member,
                false,
                null,
                "number " + seq,
                world.tick(),
                null,
                null,
                null,
                Message.Counts.NONE,
                sentAs,
                seq);
    }

    private MessageId messageId() {
        return new MessageId(world.id());
    }

    private Message find(MessageId id) {
        return read(() -> db.messages().find(id)).orElseThrow();
    }

    @Test
    void whatManySentUnderTheirClientIdsIsFoundAtOnce() {
        var other = world.user();
        world.join(room, other);
        var mine = world.postOnce(room, author, "one", new ClientId("a"));
        var theirs = world.postOnce(room, other, "two", new ClientId("b"));
        world.postOnce(room, other, "three", new ClientId("a"));
        var sentMine = new ClientMessageKey(mine.author(), new ClientId("a"));
        var sentTheirs = new ClientMessageKey(theirs.author(), new ClientId("b"));
        var never = new ClientMessageKey(mine.author(), new ClientId("b"));
        assertThat(read(() -> db.messages().findSent(Set.of(sentMine, sentTheirs, never))))
                .isEqualTo(Map.of(sentMine, mine, sentTheirs, theirs));
        assertThat(read(() -> db.messages().findSent(Set.of()))).isEmpty();
    }

    private Optional<MessageId> sent(User by, String clientId) {
        var member = world.membership(room, by).id();
        return read(() -> db.messages().findSent(member, new ClientId(clientId)))
                .map(Message::id);
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
