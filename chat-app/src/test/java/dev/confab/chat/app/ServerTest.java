package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a server from first start to last stop, for users and operators. */
@ParameterizedClass
@EnumSource
class ServerTest {

    @Parameter
    private TestDatabase store;

    @TempDir
    private Path folder;

    @Test
    void twoUsersExchangeMessages() {
        try (var server = store.install(folder).start()) {
            var ann = TestUser.signUp(server.url(), "ann");
            var bob = TestUser.signUp(server.url(), "bob");
            try (var annsSocket = ann.connect();
                    var bobsSocket = bob.connect()) {
                var room = ann.put("rooms/direct/", Map.of("users", List.of(bob.id())), 201);
                var id = room.path("id").asText();
                // from here on; a socket that comes to know the room later finds earlier messages in it
                annsSocket.awaitType("room.created");
                bobsSocket.awaitType("room.created");

                annsSocket.send(Map.of("type", "message.send", "ref", "1", "room_id", id, "body", "Hello Bob"));
                var heard =
                        bobsSocket.awaitType("message.created").path("messages").path(0);
                assertThat(heard.path("body").asText()).isEqualTo("Hello Bob");
                assertThat(heard.path("author").path("username").asText()).isEqualTo("ann");
                assertThat(unread(bob, id)).isEqualTo(1);

                bob.post("rooms/" + id + "/messages/", Map.of("body", "Hello Ann"), 201);
                annsSocket.await(frame -> frame.at("/messages/0/body").asText().equals("Hello Ann"));
                assertThat(unread(bob, id)).isZero();
                assertThat(bodies(ann, id)).containsExactly("Hello Ann", "Hello Bob");
            }
        }
    }

    private static int unread(TestUser reader, String room) {
        return reader.get("rooms/" + room + "/").path("message_new_count").asInt(-1);
    }

    private static List<String> bodies(TestUser reader, String room) {
        return reader.get("rooms/" + room + "/messages/").findValuesAsText("body");
    }

    @Test
    void passwordChangeKeepsOneLogInAndDeactivationNone() {
        try (var server = store.install(folder).start()) {
            var phone = TestUser.signUp(server.url(), "ann");
            var laptop = new TestUser(phone.url(), phone.id(), phone.name(), phone.signIn());
            try (var own = phone.connect();
                    var other = laptop.connect()) {
                phone.changePassword("another horse entirely");
                assertThat(other.awaitClose()).isEqualTo(4401);
                own.send(Map.of("type", "ping"));
                own.awaitType("pong");

                phone.deactivate();
                assertThat(own.awaitClose()).isEqualTo(4500);
            }
            assertThat(phone.send("GET", "/api/v1/auth/me/", null).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void restartKeepsAllData() {
        var installation = store.install(folder);
        TestUser ann;
        String room;
        List<JsonNode> before;
        try (var server = installation.start()) {
            ann = TestUser.signUp(server.url(), "ann");
            room = ann.put("rooms/by-name/lobby/", Map.of(), 201).path("id").asText();
            ann.post("rooms/" + room + "/messages/", Map.of("body", "Still here?", "client_id", "1"), 201);
            before = all(ann, room);
        }
        try (var server = installation.start()) {
            var annAgain = ann.at(server.url());
            assertThat(all(annAgain, room)).isEqualTo(before);
            annAgain.post("rooms/" + room + "/messages/", Map.of("body", "Still here?", "client_id", "1"), 200);
            annAgain.post("rooms/" + room + "/messages/", Map.of("body", "Yes."), 201);
            assertThat(bodies(annAgain, room)).containsExactly("Yes.", "Still here?");
            assertThat(annAgain.signIn()).isNotEmpty();
        }
    }

    private static List<JsonNode> all(TestUser reader, String room) {
        return List.of(
                reader.get("rooms/" + room + "/"),
                reader.get("rooms/" + room + "/users/"),
                reader.get("rooms/" + room + "/messages/"));
    }

    @Test
    void reactionPinAndSearchReferToSameMessage() {
        try (var server = store.install(folder).start()) {
            var ann = TestUser.signUp(server.url(), "ann");
            var bob = TestUser.signUp(server.url(), "bob");
            var room = ann.put("rooms/by-name/lobby/", Map.of(), 201).path("id").asText();
            var messages = "rooms/" + room + "/messages/";
            var id = ann.post(messages, Map.of("body", "Straße frei?"), 201)
                    .path("id")
                    .asText();
            ann.post(messages, Map.of("body", "Nobody?"), 201);
            try (var annsSocket = ann.connect()) {
                bob.post(messages, Map.of("body", "👍", "parent_id", id, "is_reaction", true), 201);
                ann.post(messages + id + "/pin/", Map.of(), 201);
                assertThat(annsSocket.awaitType("message.pinned").at("/messages/0/reaction_counts/0/content"))
                        .hasToString("\"👍\"");
            }
            var found = ann.get(messages + "?body=STRASSE&username=ANN&pinned=true&created_gte=2000-01-01T00:00:00Z");
            assertThat(found.path("count").asInt()).isOne();
            assertThat(found.path("results").path(0)).isEqualTo(ann.get(messages + id + "/"));
            assertThat(found.at("/results/0/reactions/0/author/username").asText())
                    .isEqualTo("bob");
        }
    }

    @Test
    void stopClosesSocketsAndCompletesRunningRequests() throws Exception {
        var server = store.install(folder).start();
        var ann = TestUser.signUp(server.url(), "ann");
        var room = ann.put("rooms/by-name/lobby/", Map.of(), 201).path("id").asText();
        try (var socket = ann.connect();
                var slow = new SlowPost(server.port(), ann, room)) {
            slow.begin();
            var closing = CompletableFuture.runAsync(server::close);
            assertThat(socket.awaitClose()).isEqualTo(1001);

            assertThat(slow.end()).startsWith("HTTP/1.1 201");
            closing.join();
        }
        assertIsGone(server);
        server.close();
    }

    private static void assertIsGone(ChatServer server) {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), server.port()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void stopIsBounded() throws Exception {
        var server = store.install(folder).with("CONFAB_DRAIN", "100ms").start();
        var ann = TestUser.signUp(server.url(), "ann");
        try (var slow = new SlowPost(server.port(), ann, "any")) {
            slow.begin();

            server.close();
        }
        assertIsGone(server);
    }

    @Test
    void serverIsReadyAfterStart() {
        try (var server = store.install(folder).start()) {
            var nobody = new TestUser(server.url(), "", "", "");

            assertThat(nobody.send("GET", "/health/ready", null).statusCode()).isEqualTo(200);
            assertThat(nobody.send("GET", "/health/live", null).headers().map()).doesNotContainKey("server");
        }
    }

    @Test
    void operatorCreatesAccountsWhetherServerRunsOrNot() throws Exception {
        var installation = store.install(folder);
        var secret = TestUser.PASSWORD + "\n";
        assertThat(CommandResult.command(installation, secret, "user", "create", "ann", "--password-stdin")
                        .code())
                .isZero();
        try (var server = installation.start()) {
            var made =
                    CommandResult.command(installation, secret, "user", "create", "bob", "--password-stdin", "--staff");
            assertThat(made.out()).startsWith("Created the account bob (staff), id ");
            var again = CommandResult.command(installation, secret, "user", "create", "BOB", "--password-stdin");
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.err()).isEqualTo("username: This name is taken.\n");
            for (var name : List.of("ann", "bob")) {
                assertThat(new TestUser(server.url(), "", name, "").signIn()).isNotEmpty();
            }
        }
    }

    @Test
    void serviceTokenWorksUntilRevokedWhetherServerRunsOrNot() {
        var installation = store.install(folder);
        var before = token(installation);
        try (var server = installation.start()) {
            var ann = TestUser.signUp(server.url(), "ann");
            var room = ann.post("rooms/", Map.of("title", "Room", "is_public", false), 201)
                    .path("id")
                    .asText();
            var path = "rooms/" + room + "/system-messages/";
            for (var token : List.of(before, token(installation))) {
                new TestUser(server.url(), "", "", token).post(path, Map.of("body", "Deployed"), 201);
            }
            ann.post(path, Map.of("body", "Deployed"), 403);
            assertThat(CommandResult.command(installation, "", "token", "list")
                            .out()
                            .lines())
                    .hasSize(2)
                    .allMatch(line -> line.endsWith("Z  ci"));
            var revoked = CommandResult.command(installation, "", "token", "revoke", "ci");
            assertThat(revoked.out()).isEqualTo("Revoked the tokens of ci: 2\n");
            new TestUser(server.url(), "", "", before).post(path, Map.of("body", "Deployed"), 401);
            assertThat(CommandResult.command(installation, "", "token", "revoke", "ci")
                            .err())
                    .isEqualTo("Service not found.\n");
        }
    }

    private static String token(Installation installation) {
        var made = CommandResult.command(installation, "", "token", "create", "--service", "ci");
        assertThat(made.code()).as(made.err()).isZero();
        return made.out().strip();
    }
}
