package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.port.MessageStore.ClientMessageKey;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link MessageStore} for client ids, which make sending idempotent. */
public abstract class ClientIdContract extends StoreContract {

    private User author;

    private RoomId room;

    @BeforeEach
    void createRoom() {
        author = world.user();
        room = world.group(author).id();
    }

    @Test
    void clientIdIsKeptExactly() {
        var clientId = new ClientId(Strange.astral(ClientId.MAX_LENGTH));
        var message = world.postOnce(room, author, "Hello", clientId);
        assertThat(find(message.id()).idempotencyKey().clientId()).isEqualTo(clientId);
        assertThat(sent(author, clientId.value())).contains(message.id());
        assertThat(sent(author, clientId.value().substring(2))).isEmpty();
    }

    @Test
    void repeatedClientIdFailsTheTransaction() {
        var first = world.postOnce(room, author, "Hello", new ClientId("1"));
        var before = world.room(room);
        assertThatThrownBy(() -> world.post(room, author, new Draft(new Body("Again"), null, new ClientId("1"))))
                .isInstanceOf(RuntimeException.class);
        assertThat(world.room(room)).isEqualTo(before);
        assertThat(after(0, 10)).containsExactly(first);
    }

    @Test
    void clientIdIsFreeForOtherAuthorsAndRooms() {
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
    void messagesWithoutClientIdDoNotConflict() {
        assertThat(posts(3)).hasSize(3);
        assertThat(sent(author, "null")).isEmpty();
    }

    @Test
    void clientIdOfTombstoneStaysTaken() {
        var message = world.postOnce(room, author, "Hello", new ClientId("1"));
        delete(message);
        assertThat(sent(author, "1")).contains(message.id());
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

    @Test
    void messagesAreFoundByManyClientIds() {
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

    private List<Message> after(long seq, int limit) {
        return read(() -> db.messages().after(room, seq, limit));
    }
}
