package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client written for django-df-chat works unchanged against a production server, in every encoding. */
class DfClientTest {

    @TempDir
    private static Path folder;

    private static ChildServer server;

    @BeforeAll
    static void start() {
        server = ChildServer.start(TestDatabase.H2.install(folder));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void djangoDfChatClientWorksUnchanged(DfClient.Encoding encoding) {
        var ann = person(encoding, "ann");
        var bob = person(encoding, "bob");
        var cem = person(encoding, "cem");
        var room = "chat/rooms/"
                + ann.call(
                                "POST",
                                "chat/rooms/",
                                Map.of("title", "Tea", "is_public", false, "users", List.of(bob.id())),
                                201)
                        .path("id")
                        .asText()
                + "/";
        setPeople(ann, bob, cem, room);
        var message = ann.call("POST", room + "messages/", Map.of("body", "Hellö & 🐈"), 201);
        assertThat(message.path("body").asText()).isEqualTo("Hellö & 🐈");
        var id = message.path("id").asText();
        like(bob, ann, room, id);
        see(bob, room, id);
        edit(ann, room, id);
        show(ann, bob, room, id);
        find(bob, room);
        var member = room + "users/" + cem.id() + "/";
        assertThat(ann.call("PUT", member, Map.of("role", "admin"), 200)
                        .path("role")
                        .asText())
                .isEqualTo("admin");
        bob.call("POST", room + "mute/", Map.of(), 201);
        assertThat(bob.delete(room + "users/" + bob.id() + "/")).isEqualTo(204);
    }

    private static DfClient person(DfClient.Encoding encoding, String name) {
        return DfClient.signUp(server.url(), encoding, name + "-" + encoding);
    }

    private static void setPeople(DfClient ann, DfClient bob, DfClient cem, String room) {
        var three = List.of(ann.id(), bob.id(), cem.id());
        var changed = ann.call("PATCH", room, Map.of("users", three), 200);
        assertThat(texts(changed.path("users"))).containsExactlyInAnyOrderElementsOf(three);
        assertThat(cem.get(room).path("title").asText()).isEqualTo("Tea");
        var two = ann.call("PUT", room, Map.of("title", "Teas", "users", List.of(cem.id())), 200);
        assertThat(texts(two.path("users"))).containsExactlyInAnyOrder(ann.id(), cem.id());
        ann.call("PATCH", room, Map.of("users", three), 200);
        var version = ann.get(room).path("version");
        assertThat(ann.call("PATCH", room, Map.of("title", "Teas"), 200).path("version"))
                .isEqualTo(version);
        cem.call("PATCH", room, Map.of("users", List.of(cem.id())), 403);
    }

    private static void like(DfClient bob, DfClient ann, String room, String message) {
        try (var socket = ann.atSocket().connect()) {
            var wish = Map.of("body", "👍", "parent_id", message, "is_reaction", true);
            var like = bob.call("POST", room + "messages/", wish, 201);
            var address = room + "messages/" + like.path("id").asText() + "/";
            assertThat(bob.get(address)).isEqualTo(like);
            assertThat(ann.get(address).path("is_reaction").asBoolean()).isTrue();
            assertThat(ann.delete(address)).isEqualTo(403);
            assertThat(bob.delete(address)).isEqualTo(204);
            var removed = socket.awaitType("reaction.removed");
            assertThat(removed.at("/reaction/id")).isEqualTo(like.path("id"));
        }
    }

    private static void see(DfClient bob, String room, String message) {
        var ids = List.of("999", message, "no id at all");
        for (var path : List.of("messages/received/", "messages/seen/")) {
            var marked = bob.call("POST", room + path, Map.of("message_ids", ids), 201);
            assertThat(texts(marked.path("message_ids"))).containsExactly(message);
        }
    }

    private static void edit(DfClient ann, String room, String message) {
        var path = room + "messages/" + message + "/";
        assertThat(ann.call("PUT", path, Map.of("body", "Hello", "parent_id", ""), 200)
                        .path("body")
                        .asText())
                .isEqualTo("Hello");
        assertThat(ann.call("PATCH", path, Map.of("body", "Hello"), 200).path("version"))
                .isEqualTo(ann.get(path).path("version"));
        assertThat(ann.get(path + "edits/")).hasSize(1);
    }

    private static void show(DfClient ann, DfClient bob, String room, String message) {
        bob.upload("chat/images/", Map.of("message_id", message), 400);
        try (var socket = bob.atSocket().connect()) {
            ann.upload("chat/images/", Map.of("message_id", message), 201);
            var frame =
                    socket.await(heard -> heard.at("/messages/0/images/0/image").isTextual());
            var read = bob.get(room + "messages/" + message + "/");
            for (var shown : List.of(frame.at("/messages/0"), read)) {
                var image = shown.at("/images/0");
                assertThat(image.path("image").asText()).startsWith(server.url() + "/api/v1/chat/images/");
                assertThat(DfClient.load(image.path("image").asText()).statusCode())
                        .isEqualTo(200);
                assertThat(DfClient.load(image.path("thumbnail").asText()).statusCode())
                        .isEqualTo(200);
                var unsigned = image.path("image").asText().replaceFirst("\\?.*", "");
                assertThat(DfClient.load(unsigned).statusCode()).isEqualTo(401);
            }
        }
    }

    private static void find(DfClient bob, String room) {
        var today = LocalDate.now(ZoneOffset.UTC);
        var messages = room + "messages/?created_gte=";
        assertThat(count(bob.get(messages + today.minusDays(1)))).isEqualTo(1);
        assertThat(count(bob.get(messages + today.minusDays(1) + "%2010:00:00.123456")))
                .isEqualTo(1);
        assertThat(count(bob.get(messages + today.plusDays(2) + "T00:00:00"))).isZero();
    }

    private static int count(JsonNode page) {
        return page.path("count").asInt(-1);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
