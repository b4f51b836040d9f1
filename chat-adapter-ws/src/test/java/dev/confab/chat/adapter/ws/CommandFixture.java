package dev.confab.chat.adapter.ws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client in a room, and shorthands for its commands and their responses. */
abstract class CommandFixture {

    final TestServer server = new TestServer();

    final Person ada = server.person("ada");

    final Person bob = server.person("bob");

    final RoomId room = server.room(ada, bob);

    private final RoomId foreign = server.room(bob);

    final Message message = server.post(ada, room, "first");

    private final Message secret = server.post(bob, foreign, "secret");

    final Message bobs = server.post(bob, room, "second");

    final Client client = ada.connect();

    @BeforeEach
    void takePresence() {
        client.upToNow();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    /** Sends a frame and returns the response. In it, single quotes stand for double ones and capital words for ids. */
    JsonNode ask(String frame) {
        client.send(filled(frame));
        var answer = client.next();
        while (!answer.path("type").asText().matches("ack|error|pong")) {
            answer = client.next();
        }
        return answer;
    }

    String filled(String frame) {
        var names = Map.of(
                "ROOM", room.toString(),
                "FOREIGN", foreign.toString(),
                "UNKNOWN", UUID.randomUUID().toString(),
                "MESSAGE", message.id().toString(),
                "SECRET", secret.id().toString(),
                "BOBS", bobs.id().toString(),
                "LONG", "x".repeat(10_001));
        var text = frame.replace('\'', '"');
        for (var name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text;
    }

    static JsonNode json(String text) {
        return Client.parse(text.replace('\'', '"'));
    }

    static JsonNode first(JsonNode frame, String array) {
        return frame.path(array).path(0);
    }

    static JsonNode error(JsonNode frame) {
        return frame.path("errors").path(0);
    }
}
