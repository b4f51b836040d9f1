package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Live reactions and pins, per viewer. */
class ReactionsTest {

    private final TestServer server = new TestServer();
    private final Person ada = server.person("ada");
    private final Person bob = server.person("bob");
    private final Person cleo = server.person("cleo");
    private final RoomId room = server.room(ada, bob, cleo);
    private final Message message = server.post(ada, room, "hello");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void reactionIsSentWithItsWholeMessage() {
        try (var bobs = bob.connect()) {
            react(cleo, "👍");
            var frame = bobs.next("reaction.added");
            assertThat(frame.path("room_id").asText()).isEqualTo(room.toString());
            assertThat(frame.path("message_id").asText()).isEqualTo(message.id().toString());
            assertThat(frame.path("version").asLong()).isEqualTo(5);
            assertThat(frame.path("users")).isEmpty();
            var whole = frame.path("messages").path(0);
            assertThat(whole.path("id").asText()).isEqualTo(message.id().toString());
            assertThat(whole.path("body").asText()).isEqualTo("hello");
            assertThat(whole.path("version").asLong()).isEqualTo(5);
            assertThat(whole.path("reactions")).containsExactly(frame.path("reaction"));
            assertThat(frame.path("reaction").path("body").asText()).isEqualTo("👍");
            assertThat(frame.path("reaction").path("user_id").asText())
                    .isEqualTo(cleo.id().toString());
            assertThat(frame.path("reaction").path("seq").isNull()).isTrue();
        }
    }

    @Test
    void removedReactionIsSentWithoutBeingInTheMessage() {
        react(cleo, "👍");
        try (var bobs = bob.connect();
                var cleos = cleo.connect()) {
            server.chat.reactions().remove(cleo.id(), room, message.id(), "👍");
            for (var client : new Client[] {bobs, cleos}) {
                var frame = client.next("reaction.removed");
                assertThat(frame.path("reaction").path("body").asText()).isEqualTo("👍");
                assertThat(frame.path("reaction").path("is_me").asBoolean()).isEqualTo(client == cleos);
                assertThat(frame.path("messages").path(0).path("reactions")).isEmpty();
                assertThat(frame.path("messages").path(0).path("reaction_counts"))
                        .isEmpty();
            }
        }
    }

    @Test
    void reactionCountsAreResolvedPerViewer() {
        try (var adas = ada.connect();
                var bobs = bob.connect();
                var cleos = cleo.connect()) {
            react(bob, "👍");
            react(cleo, "👍");
            react(cleo, "🎉");
            assertThat(third(adas)).isEqualTo(counts(false, false));
            assertThat(third(bobs)).isEqualTo(counts(true, false));
            assertThat(third(cleos)).isEqualTo(counts(true, true));
        }
    }

    private static String third(Client client) {
        client.next("reaction.added");
        client.next("reaction.added");
        return counts(client.next("reaction.added"));
    }

    private static String counts(boolean thumb, boolean party) {
        return """
                [{"content":"👍","count":2,"me":%s},{"content":"🎉","count":1,"me":%s}]""".formatted(thumb, party);
    }

    private static String counts(JsonNode frame) {
        return frame.path("messages").path(0).path("reaction_counts").toString();
    }

    @Test
    void isMeIsResolvedPerViewer() {
        react(bob, "👍");
        try (var adas = ada.connect();
                var bobs = bob.connect();
                var cleos = cleo.connect()) {
            react(cleo, "🎉");
            for (var client : new Client[] {adas, bobs, cleos}) {
                var frame = client.next("reaction.added");
                var whole = frame.path("messages").path(0);
                assertThat(whole.path("is_me").asBoolean()).isEqualTo(client == adas);
                assertThat(isMe(whole.path("reactions").path(0))).isEqualTo(client == bobs);
                assertThat(isMe(whole.path("reactions").path(1))).isEqualTo(client == cleos);
                assertThat(isMe(frame.path("reaction"))).isEqualTo(client == cleos);
            }
        }
    }

    private static boolean isMe(JsonNode message) {
        return message.path("is_me").asBoolean();
    }

    @Test
    void laterUpdatesKeepReactionsPerViewer() {
        react(bob, "👍");
        try (var bobs = bob.connect();
                var cleos = cleo.connect()) {
            server.chat.messaging().edit(ada.id(), room, message.id(), new Body("hello!"));
            assertThat(counts(bobs.next("message.updated"))).contains("\"me\":true");
            assertThat(counts(cleos.next("message.updated"))).contains("\"me\":false");
            server.chat.messaging().pin(ada.id(), room, message.id());
            assertThat(counts(bobs.next("message.pinned"))).contains("\"me\":true");
            assertThat(counts(cleos.next("message.pinned"))).contains("\"me\":false");
            server.chat.messaging().delete(ada.id(), room, message.id());
            assertThat(counts(bobs.next("message.deleted"))).isEqualTo("[]");
        }
    }

    @Test
    void isSeenIsResolvedPerReactingMember() {
        react(bob, "👍");
        react(cleo, "👍");
        server.chat.receipts().seenUpTo(cleo.id(), room, 1);
        try (var bobs = bob.connect();
                var cleos = cleo.connect()) {
            react(ada, "👋");
            assertThat(isSeen(bobs.next("reaction.added"))).isFalse();
            assertThat(isSeen(cleos.next("reaction.added"))).isTrue();
        }
    }

    private static boolean isSeen(JsonNode frame) {
        return frame.path("messages").path(0).path("is_seen_by_me").asBoolean();
    }

    @Test
    void reactingInAPublicRoomSendsTheRoomFirst() {
        var open = server.publicRoom(ada);
        var said = server.post(ada, open, "welcome");
        try (var adas = ada.connect();
                var cleos = cleo.connect()) {
            server.chat.reactions().add(cleo.id(), open, said.id(), "👍");
            var room = cleos.next("room.created");
            assertThat(room.path("room_id").asText()).isEqualTo(open.toString());
            assertThat(adas.next("member.joined").path("version").asLong()).isEqualTo(3);
            assertThat(adas.next("reaction.added").path("version").asLong()).isEqualTo(4);
            server.chat.reactions().add(ada.id(), open, said.id(), "🎉");
            assertThat(counts(cleos.next("reaction.added")))
                    .contains("\"me\":true")
                    .contains("\"me\":false");
        }
    }

    @Test
    void pinAndUnpinUseTheSameFrame() {
        try (var bobs = bob.connect()) {
            server.chat.messaging().pin(ada.id(), room, message.id());
            var pinned = bobs.next("message.pinned");
            assertThat(pinned.path("version").asLong()).isEqualTo(5);
            assertThat(pinned.path("message_id").asText())
                    .isEqualTo(message.id().toString());
            assertThat(pinned.path("messages").path(0).path("is_pinned").asBoolean())
                    .isTrue();
            server.chat.messaging().unpin(ada.id(), room, message.id());
            var unpinned = bobs.next("message.pinned");
            assertThat(unpinned.path("version").asLong()).isEqualTo(6);
            assertThat(unpinned.path("messages").path(0).path("is_pinned").isBoolean())
                    .isTrue();
            assertThat(unpinned.path("messages").path(0).path("is_pinned").asBoolean())
                    .isFalse();
        }
    }

    private void react(Person person, String content) {
        server.chat.reactions().add(person.id(), room, message.id(), content);
    }
}
