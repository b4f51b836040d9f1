package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Message.Counts;
import dev.confab.chat.domain.room.Message.IdempotencyKey;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@link MessageStore} for single messages; client ids and histories have contracts of their own. */
public abstract class MessageStoreContract extends StoreContract {

    private static final Instant EARLY = Instant.parse("2026-03-29T01:30:00.001Z");
    private static final Instant LATE = Instant.parse("2026-10-25T01:30:00.999Z");

    private User author;

    private RoomId room;

    @BeforeEach
    void createRoom() {
        author = world.user();
        room = world.group(author).id();
    }

    @Test
    void storedMessagesAreReturnedUnchanged() {
        var member = world.membership(room, author).id();
        var parent = world.post(room, author).id();
        var messages = List.of(plainMessage(member), fullMessage(member, parent), tombstone(member));
        change(() -> db.messages().append(messages));
        messages.forEach(message -> assertThat(find(message.id())).isEqualTo(message));
    }

    private Message plainMessage(MembershipId member) {
        return new Message(
                messageId(), room, 2, member, false, null, "plain", EARLY, null, null, null, Counts.NONE, null, 2);
    }

    private Message fullMessage(MembershipId member, MessageId parent) {
        var key = new IdempotencyKey(new ClientId("any"), "0123456789abcdef".repeat(4));
        var counts = new Counts(7, 8, 9);
        return new Message(messageId(), room, 3, member, true, parent, "full", EARLY, LATE, null, LATE, counts, key, 9);
    }

    private Message tombstone(MembershipId member) {
        long seq = 4_000_000_000L;
        long version = 5_000_000_000L;
        var counts = new Counts(1, 0, 0);
        return new Message(
                messageId(), room, seq, member, false, null, "", EARLY, LATE, LATE, null, counts, null, version);
    }

    static Stream<String> strangeBodies() {
        return Stream.concat(Strange.texts(), Stream.of(Strange.astral(Body.MAX_LENGTH), "ß".repeat(Body.MAX_LENGTH)));
    }

    @ParameterizedTest
    @MethodSource("strangeBodies")
    void bodyIsKeptExactly(String body) {
        var message = world.post(room, author, body).message();
        assertThat(find(message.id()).body()).isEqualTo(body);
        var edited = write(() -> {
            db.messages().addEdit(new Message.Revision(message.id(), body, world.tick()));
            return db.messages().edits(message.id());
        });
        assertThat(edited).extracting(Message.Revision::body).containsExactly(body);
    }

    @Test
    void updateReplacesTheMessage() {
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
                new Counts(3, 2, 1),
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
                new Counts(2, 0, 0),
                message.idempotencyKey(),
                21);
        change(() -> db.messages().update(tombstone));
        assertThat(find(message.id())).isEqualTo(tombstone);
        assertThat(find(other.id())).isEqualTo(other);
    }

    @Test
    void unknownMessageIsNotFound() {
        assertThat(read(() -> db.messages().find(messageId()))).isEmpty();
        assertThat(read(() -> db.messages().edits(messageId()))).isEmpty();
        assertThat(read(() -> db.messages().replies(messageId(), new Page.Window(10, 0))))
                .isEqualTo(new Page<Message>(0, List.of()));
    }

    @Test
    void messagesOfTheRoomAreFoundByIds() {
        var elsewhere = world.post(world.group(author).id(), author);
        var here = posts(Page.Window.MAX_LIMIT - 2);
        var wanted = new HashSet<>(here.stream().map(Message::id).toList());
        wanted.add(elsewhere.id());
        wanted.add(messageId());
        assertThat(read(() -> db.messages().findAll(room, wanted))).containsExactlyInAnyOrderElementsOf(here);
        assertThat(read(() -> db.messages().findAll(room, Set.of()))).isEmpty();
    }

    @Test
    void allMessagesAreAppendedInOrderOrNone() {
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

    private List<Message> posts(int count) {
        return Stream.generate(() -> world.post(room, author)).limit(count).toList();
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
                Counts.NONE,
                sentAs,
                seq);
    }

    private MessageId messageId() {
        return new MessageId(world.id());
    }

    private Message find(MessageId id) {
        return read(() -> db.messages().find(id)).orElseThrow();
    }

    private List<Message> after(long seq, int limit) {
        return read(() -> db.messages().after(room, seq, limit));
    }
}
