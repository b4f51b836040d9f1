package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the frames of a running server with {@code docs/asyncapi.yaml}, in both directions. */
class AsyncApiTest {

    private static final JsonNode DOCUMENT = read(Path.of("..", "docs", "asyncapi.yaml"));

    private final ConcurrentLinkedQueue<JsonNode> heard = new ConcurrentLinkedQueue<>();
    private final Set<String> said = new TreeSet<>();

    @Test
    void everyFrameMatchesAsyncApi(@TempDir Path folder) {
        try (var server =
                TestDatabase.H2.install(folder).with("CONFAB_LIMITS", "off").start()) {
            var ann = TestUser.signUp(server.url(), "ann");
            converse(ann, TestUser.signUp(server.url(), "bob"));
            try (var last = TestSocket.open(ann, heard::add)) {
                server.close();
                last.awaitType("going_away");
            }
        }
        assertThat(said).isEqualTo(documented("receiveFromClient"));
        assertThat(types(heard)).isEqualTo(documented("sendToClient"));
        for (var frame : heard) {
            assertValid(frame);
        }
    }

    /** Ann receives and sends every kind of frame. */
    private void converse(TestUser ann, TestUser bob) {
        var room = ann.put("rooms/by-name/tea/", Map.of(), 201).path("id").asText();
        try (var socket = TestSocket.open(ann, heard::add)) {
            bob.put("rooms/by-name/tea/", Map.of(), 200);
            try (var bobsSocket = bob.connect()) {
                socket.awaitType("presence");
                talk(socket, bobsSocket, room, ann.token());
            }
            decide(socket, ann, bob, room);
        }
    }

    private void talk(TestSocket ann, TestSocket bob, String room, String token) {
        var message = ask(ann, "message.send", Map.of("room_id", room, "body", "Hello", "client_id", "1"))
                .path("message_id")
                .asText();
        var about = Map.of("room_id", room, "message_id", message);
        bob.send(Map.of("type", "seen", "room_id", room, "seq", 1));
        ann.awaitType("receipt");
        ask(ann, "message.edit", with(about, "body", "Hello!"));
        ask(ann, "reaction.add", with(about, "content", "👋"));
        ask(ann, "reaction.remove", with(about, "content", "👋"));
        ask(ann, "received", about);
        bob.send(Map.of("room_id", room, "body", "Read me"));
        ann.await(frame -> frame.path("messages").path(0).path("body").asText().equals("Read me"));
        ask(ann, "seen", with(Map.of("room_id", room), "seq", 2));
        ann.awaitType("read");
        ask(ann, "message.delete", about);
        bob.send(Map.of("type", "typing", "room_id", room, "is_typing", true));
        ann.awaitType("typing");
        ask(ann, "typing", Map.of("room_id", room, "is_typing", true));
        ask(ann, "sync", Map.of("rooms", Map.of(room, 1)));
        ask(ann, "token", Map.of("access", token));
        ask(ann, "ping", Map.of());
        ann.send(Map.of("type", "nonsense", "ref", 7));
        ann.awaitType("error");
    }

    private static void decide(TestSocket socket, TestUser ann, TestUser bob, String room) {
        var rooms = "/api/v1/chat/rooms/";
        ann.call("POST", rooms + room + "/mute/", Map.of(), 201);
        socket.awaitType("mute");
        var pinned = ann.post("rooms/" + room + "/messages/", Map.of("body", "Rules"), 201)
                .path("id")
                .asText();
        ann.post("rooms/" + room + "/messages/" + pinned + "/pin/", Map.of(), 201);
        ann.call("PATCH", rooms + room + "/", Map.of("description", "About tea"), 200);
        var bobs = ann.get("rooms/" + room + "/users/").path(1).path("id").asText();
        ann.call("PATCH", rooms + room + "/users/" + bobs + "/", Map.of("role", "admin"), 200);
        ann.call("DELETE", rooms + room + "/users/" + bobs + "/", null, 204);
        var other = bob.post("rooms/", Map.of("title", "Cake", "users", List.of(ann.id())), 201)
                .path("id")
                .asText();
        ann.call("POST", rooms + other + "/leave/", null, 204);
        ann.call("DELETE", rooms + room + "/", null, 204);
        socket.awaitType("room.deleted");
        socket.awaitType("room.left");
    }

    /** Sends a frame and waits for its acknowledgement. */
    private JsonNode ask(TestSocket socket, String type, Map<String, ?> fields) {
        var frame = with(with(fields, "type", type), "ref", type);
        var name = type.equals("typing") ? "typing.said" : type;
        assertValid(name, TestUser.parse(TestUser.write(frame)));
        said.add(name);
        socket.send(frame);
        return socket.await(answer -> answer.path("ref").asText().equals(type)
                && !answer.path("type").asText().equals("error"));
    }

    private static Map<String, Object> with(Map<String, ?> fields, String name, Object value) {
        var more = new HashMap<String, Object>(fields);
        more.put(name, value);
        return more;
    }

    private static Set<String> types(Iterable<JsonNode> frames) {
        var types = new TreeSet<String>();
        frames.forEach(frame -> types.add(frame.path("type").asText()));
        return types;
    }

    private static Set<String> documented(String operation) {
        var names = new TreeSet<String>();
        DOCUMENT.at("/operations/" + operation + "/messages").forEach(message -> {
            var reference = message.path("$ref").asText();
            names.add(reference.substring(reference.lastIndexOf('/') + 1));
        });
        return names;
    }

    private static void assertValid(JsonNode frame) {
        assertValid(frame.path("type").asText(), frame);
    }

    private static void assertValid(String message, JsonNode frame) {
        assertThat(schema(message).validate(frame)).as("%s", frame).isEmpty();
    }

    private static JsonSchema schema(String type) {
        var schema = TestUser.JSON.createObjectNode();
        schema.put("$ref", "#/components/messages/" + type + "/payload");
        schema.set("components", DOCUMENT.path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    private static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
