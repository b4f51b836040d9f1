package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.adapter.fanout.RedisServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes and the users of {@link RevocationTest}, with the checks that its cases share. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RevocationFixture {

    private final AtomicInteger names = new AtomicInteger();
    RedisServer redis;
    ChatServer here;
    ChatServer there;
    TestUser ann;
    TestUser root;
    TestUser eve;
    TestSocket evesSocket;

    @BeforeAll
    void start(@TempDir Path folder) {
        redis = RedisServer.start();
        var installation = TestDatabase.POSTGRESQL
                .install(folder)
                .with("CONFAB_LIMITS", "off")
                .with("CONFAB_REDIS_URL", redis.url());
        here = installation.start();
        there = installation.start();
        ann = TestUser.signUp(here.url(), "ann");
        root = TestUser.ofStaff(installation, here.url(), "root");
        eve = TestUser.signUp(there.url(), "eve");
        evesSocket = eve.connect();
    }

    @AfterAll
    void stop() {
        evesSocket.close();
        there.close();
        here.close();
        redis.close();
    }

    TestUser somebody() {
        return TestUser.signUp(here.url(), "somebody" + names.incrementAndGet());
    }

    TestUser nobody() {
        return new TestUser(here.url(), "", "", "");
    }

    /** Logs in once more and returns both tokens. */
    JsonNode pair(TestUser person) {
        var credentials = Map.of("username", person.name(), "password", TestUser.PASSWORD);
        return nobody().call("POST", "/api/v1/auth/token/", credentials, 200);
    }

    static TestUser another(TestUser person, JsonNode pair) {
        return new TestUser(
                person.url(), person.id(), person.name(), pair.path("access").asText());
    }

    /** Creates a room of Ann with {@code member} and Eve, and returns when Eve's socket knows it. */
    String room(TestUser person, boolean isPublic) {
        var users = List.of(person.id(), eve.id());
        var wish = Map.of("title", "Tea", "is_public", isPublic, "users", users);
        var room = ann.post("rooms/", wish, 201).path("id").asText();
        evesSocket.await(frame -> isOf(frame, "room.created", room));
        return room;
    }

    static String inRoom(String room, String path) {
        return "/api/v1/chat/rooms/" + room + "/" + path;
    }

    String membership(String room, TestUser person) {
        return ann.get("rooms/" + room + "/users/")
                .valueStream()
                .filter(member -> member.path("user_id").asText().equals(person.id()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    static int at(ChatServer node, TestUser person, String path) {
        return person.at(node.url()).send("GET", path, null).statusCode();
    }

    void assertIsOut(TestUser person, TestSocket socket, int code) {
        assertThat(socket.awaitClose()).isEqualTo(code);
        assertThat(at(there, person, "/api/v1/auth/me/")).isEqualTo(401);
        assertThatThrownBy(() -> person.at(there.url()).connect())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(" 401 ");
    }

    static void assertIsOn(TestSocket socket) {
        socket.send(Map.of("type", "ping", "ref", "still there"));
        socket.await(frame -> frame.path("ref").asText().equals("still there"));
    }

    /** A message that reaches Eve, who is on the same node, would have reached the others too. */
    void assertHearsNothingAfter(String type, String room, TestSocket socket) {
        socket.await(frame -> isOf(frame, type, room));
        ann.post("rooms/" + room + "/messages/", Map.of("body", "Now we can talk"), 201);
        evesSocket.await(frame -> frame.path("room_id").asText().equals(room)
                && frame.path("messages").findValuesAsText("body").contains("Now we can talk"));
        assertIsLastOf(room, type, socket);
    }

    static void assertIsLastOf(String room, String type, TestSocket socket) {
        assertIsOn(socket);
        assertThat(socket.heard())
                .filteredOn(frame -> frame.path("room_id").asText().equals(room))
                .last()
                .matches(frame -> isOf(frame, type, room));
    }

    static boolean isOf(JsonNode frame, String type, String room) {
        return frame.path("type").asText().equals(type)
                && frame.path("room_id").asText().equals(room);
    }
}
