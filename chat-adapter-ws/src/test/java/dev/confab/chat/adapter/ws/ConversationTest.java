package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.RoomId;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private final TestServer server = new TestServer();
    private final Person ada = server.person("ada");
    private final Person bob = server.person("bob");
    private final RoomId room = server.room(ada, bob);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readyIsFirstAndListsTheRooms() {
        server.post(ada, room, "one");
        server.post(ada, room, "two");
        server.chat.receipts().seenUpTo(bob.id(), room, 1);
        server.chat.members().mute(bob.id(), room, Mute.FOREVER);
        try (var bobs = bob.dial()) {
            var ready = bobs.next();
            assertThat(ready.path("type").asText()).isEqualTo("ready");
            assertThat(ready.path("connection_id").asText()).hasSize(36);
            assertThat(ready.path("user").path("id").asText())
                    .isEqualTo(bob.id().toString());
            assertThat(ready.path("user").path("username").asText()).isEqualTo("bob");
            assertThat(ready.path("server_time").asText()).isEqualTo("2026-03-01T10:00:00.123Z");
            assertThat(ready.path("heartbeat").asInt()).isEqualTo(25);
            assertThat(ready.path("rooms")).containsExactly(Client.parse("""
                            {"id":"%s","version":4,"message_seq":2,"seen_seq":1,"received_seq":1,"is_muted":true}""".formatted(room)));
        }
    }

    @Test
    void messagesReachBothMembers() {
        try (var adas = ada.connect();
                var bobs = bob.connect()) {
            adas.send(say("Hello Bob"));
            var received = bobs.next("message.created");
            assertThat(body(received)).isEqualTo("Hello Bob");
            assertThat(adas.next("ack").path("messages").path(0).path("body").asText())
                    .isEqualTo("Hello Bob");
            bobs.send(say("Hello Ada"));
            assertThat(body(adas.next("message.created"))).isEqualTo("Hello Ada");
            assertThat(received.path("room_id").asText()).isEqualTo(room.toString());
            assertThat(received.path("version").asLong()).isEqualTo(3);
            assertThat(received.path("message_id"))
                    .isEqualTo(received.path("messages").path(0).path("id"));
        }
    }

    @Test
    void jdkClientCanSendAndReceive() throws Exception {
        var received = new LinkedBlockingQueue<JsonNode>();
        var listener = new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                received.add(Client.parse(text.toString()));
                socket.request(1);
                return null;
            }
        };
        try (var http = HttpClient.newHttpClient()) {
            var socket = http.newWebSocketBuilder()
                    .subprotocols("confab.v1", "bearer." + ada.tokens().access())
                    .buildAsync(server.uri("/api/v1/chat/ws/"), listener)
                    .get(20, TimeUnit.SECONDS);
            assertThat(socket.getSubprotocol()).isEqualTo("confab.v1");
            assertThat(Client.type(take(received))).isEqualTo("ready");
            socket.sendText(say("Hello"), true).get(20, TimeUnit.SECONDS);
            assertThat(List.of(Client.type(take(received)), Client.type(take(received))))
                    .containsExactlyInAnyOrder("ack", "message.created");
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
        }
    }

    private static JsonNode take(BlockingQueue<JsonNode> received) throws InterruptedException {
        return Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void messageIsEncodedPerPerspective() {
        var tab = ada.onAnotherDevice();
        try (var adas = ada.connect();
                var tabs = tab.connect();
                var bobs = bob.connect()) {
            adas.send(say("mine"));
            for (var own : new Client[] {adas, tabs}) {
                var message = own.next("message.created").path("messages").path(0);
                assertThat(message.path("is_me").asBoolean()).isTrue();
                assertThat(message.path("is_seen_by_me").asBoolean()).isTrue();
            }
            var message = bobs.next("message.created").path("messages").path(0);
            assertThat(message.path("is_me").isBoolean()).isTrue();
            assertThat(message.path("is_me").asBoolean()).isFalse();
            assertThat(message.path("is_seen_by_me").asBoolean()).isFalse();
        }
    }

    @Test
    void updatedMessageShowsWhetherTheViewerHasSeenIt() {
        var cleo = server.person("cleo");
        var wide = server.room(ada, bob, cleo);
        var message = server.post(ada, wide, "first");
        try (var bobs = bob.connect();
                var cleos = cleo.connect()) {
            server.chat.receipts().seenUpTo(bob.id(), wide, 1);
            edit(wide, message, "second");
            assertThat(isSeen(bobs.next("message.updated"))).isTrue();
            assertThat(isSeen(cleos.next("message.updated"))).isFalse();
            server.post(cleo, wide, "by speaking I have seen it too");
            edit(wide, message, "third");
            assertThat(isSeen(cleos.next("message.updated"))).isTrue();
        }
    }

    @Test
    void seenWatermarkFromBeforeTheConnectCounts() {
        var message = server.post(ada, room, "first");
        server.chat.receipts().seenUpTo(bob.id(), room, 1);
        try (var bobs = bob.connect()) {
            edit(room, message, "second");
            assertThat(isSeen(bobs.next("message.updated"))).isTrue();
        }
    }

    @Test
    void editsDeletionsAndRepliesAreSent() {
        try (var bobs = bob.connect()) {
            var message = server.post(ada, room, "first");
            bobs.next("message.created");
            edit(room, message, "second");
            var edited = bobs.next("message.updated").path("messages").path(0);
            assertThat(edited.path("body").asText()).isEqualTo("second");
            assertThat(edited.path("is_edited").asBoolean()).isTrue();
            bobs.send("""
                    {"type":"message.send","room_id":"%s","body":"a reply","parent_id":"%s"}""".formatted(room, message.id()));
            assertThat(bobs.next("message.created")
                            .path("messages")
                            .path(0)
                            .path("parent_id")
                            .asText())
                    .isEqualTo(message.id().toString());
            assertThat(bobs.next("message.updated")
                            .path("messages")
                            .path(0)
                            .path("reply_count")
                            .asInt())
                    .isEqualTo(1);
            server.chat.messaging().delete(ada.id(), room, message.id());
            var deleted = bobs.next("message.deleted").path("messages").path(0);
            assertThat(deleted.path("is_deleted").asBoolean()).isTrue();
            assertThat(deleted.path("body").asText()).isEmpty();
        }
    }

    @Test
    void systemMessageHasNoAuthor() {
        try (var bobs = bob.connect()) {
            server.chat.messaging().postSystem(room, new Body("maintenance"));
            var message = bobs.next("message.created").path("messages").path(0);
            assertThat(message.path("is_system").asBoolean()).isTrue();
            assertThat(message.path("is_me").isNull()).isTrue();
            assertThat(message.path("user_id").isNull()).isTrue();
        }
    }

    @Test
    void nonMembersGetNoFrames() {
        var eve = server.person("eve");
        var open = server.publicRoom(ada);
        try (var eves = eve.connect()) {
            server.post(ada, room, "private");
            server.post(ada, open, "public, but she is not in");
            assertThat(eves.upToNow()).isEmpty();
        }
    }

    private String say(String body) {
        return """
                {"type":"message.send","room_id":"%s","body":"%s"}""".formatted(room, body);
    }

    private void edit(RoomId in, Message message, String body) {
        server.chat.messaging().edit(ada.id(), in, message.id(), new Body(body));
    }

    private static String body(JsonNode frame) {
        return frame.path("messages").path(0).path("body").asText();
    }

    private static boolean isSeen(JsonNode frame) {
        return frame.path("messages").path(0).path("is_seen_by_me").asBoolean();
    }
}
